package io.github.vpnfirewall.helper.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.vpnfirewall.helper.packet.Packet;
import io.github.vpnfirewall.helper.packet.PacketText;
import io.github.vpnfirewall.helper.policy.Policy;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.UserName;
import io.github.vpnfirewall.helper.reference.ReferenceDecision;
import io.github.vpnfirewall.helper.restore.MalformedDumpException;
import io.github.vpnfirewall.helper.restore.SetDocument;
import io.github.vpnfirewall.helper.restore.StoredDocument;
import io.github.vpnfirewall.helper.ruleset.Rule;
import io.github.vpnfirewall.helper.ruleset.Ruleset;
import io.github.vpnfirewall.helper.ruleset.RulesetCompiler;
import io.github.vpnfirewall.helper.ruleset.Table;
import io.github.vpnfirewall.helper.tracer.PacketTracer;
import io.github.vpnfirewall.helper.tracer.PacketTracer.Trace;
import io.github.vpnfirewall.helper.tracer.RandomPolicies;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Answers the kernel tests, a JSON object a line: {@code {"random": SEED}} with settings; {@code
 * {"settings": {…}, "packets": ["in eth0 from … to …"]}} with the documents that the helper applies
 * for them, and for each packet what the reference decision and the rules' tracer expect.
 */
public final class JudgeMain {
  private JudgeMain() {}

  /** Answers until stdin is closed. */
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(answer(JsonParser.parseString(line).getAsJsonObject()));
    }
  }

  private static JsonObject answer(JsonObject question) {
    JsonObject answer = new JsonObject();
    if (question.has("random")) {
      Random random = new Random(question.get("random").getAsLong());
      Settings settings = new RandomPolicies(random).settings();
      if (random.nextInt(3) == 0) {
        settings = new ManyEntries(random).added(settings);
      }
      answer.add("settings", JsonParser.parseString(SettingsJson.write(settings)));
      return answer;
    }
    try {
      byte[] document = question.get("settings").toString().getBytes(StandardCharsets.UTF_8);
      judge(policy(SettingsJson.read(document)), question.getAsJsonArray("packets"), answer);
    } catch (InvalidSettingsException | MalformedDumpException e) {
      answer.addProperty("refused", String.valueOf(e.getMessage()));
    }
    return answer;
  }

  private static Policy policy(Settings settings) {
    return Policy.of(
        settings,
        settings.tunnel().clientUsers().stream().map(UserName::text).map(Long::parseLong).toList());
  }

  private static void judge(Policy policy, JsonArray packets, JsonObject answer)
      throws MalformedDumpException {
    Map<AddressFamily, Ruleset> rules = new EnumMap<>(AddressFamily.class);
    JsonObject documents = new JsonObject();
    for (AddressFamily family : AddressFamily.values()) {
      Ruleset ruleset = RulesetCompiler.compile(policy, family, Optional.of(Table.SECURITY));
      String document = StoredDocument.of(ruleset);
      documents.addProperty(family.key(), document);
      String sets = SetDocument.of(ruleset.sets().values());
      if (!sets.isEmpty()) {
        documents.addProperty(Report.setsKey(family), sets);
      }
      // What is traced is the text that the kernel gets, read back.
      rules.put(family, StoredDocument.parse(family, document, SetDocument.parse(sets)));
    }
    answer.add("documents", documents);
    JsonArray verdicts = new JsonArray();
    for (JsonElement text : packets) {
      Packet packet = PacketText.parse(text.getAsString());
      verdicts.add(verdict(policy, rules.get(packet.family()), packet));
    }
    answer.add("verdicts", verdicts);
  }

  private static JsonObject verdict(Policy policy, Ruleset rules, Packet packet) {
    Trace filter = PacketTracer.trace(rules, Table.FILTER, packet);
    Trace backstop = PacketTracer.trace(rules, Table.SECURITY, packet);
    JsonObject verdict = new JsonObject();
    verdict.addProperty("reference", ReferenceDecision.permits(policy, packet));
    verdict.addProperty("filter", filter.verdict().name());
    verdict.addProperty("security", backstop.verdict().name());
    JsonArray matched = new JsonArray();
    filter.matched().stream().map(Rule::text).forEach(matched::add);
    verdict.add("matched", matched);
    return verdict;
  }
}
