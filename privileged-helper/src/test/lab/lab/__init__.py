"""A laboratory of network namespaces: desktop, local network, router and internet, all thrown away."""
