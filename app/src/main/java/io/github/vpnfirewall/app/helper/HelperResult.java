package io.github.vpnfirewall.app.helper;

import io.github.vpnfirewall.helper.protocol.Problem;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.time.Duration;
import java.util.List;

/** What came of asking the helper. Every kind says something of its own to a person. */
public sealed interface HelperResult {
  /** What a person is told, as a key of the text bundle. */
  String reason();

  /** What fills the gaps of {@link #reason()}: names and numbers. */
  default List<String> details() {
    return List.of();
  }

  /** Whether the helper ran and did what it was asked for. */
  default boolean ok() {
    return false;
  }

  /** Whether nothing says that the helper did not want to: in a terminal it may still do it. */
  default boolean unasked() {
    return true;
  }

  /** Whether it failed because nothing was set up yet. */
  default boolean withoutSettings() {
    return false;
  }

  /**
   * The helper ran and reported; its exit code and its report agree.
   *
   * @param report the report
   * @param exitCode 0 to 3 (design §4)
   */
  record Reported(Report report, int exitCode) implements HelperResult {
    @Override
    public boolean ok() {
      return report.ok();
    }

    @Override
    public boolean unasked() {
      return false;
    }

    @Override
    public boolean withoutSettings() {
      return report.error().map(Problem::code).orElse("").equals("no-settings");
    }

    @Override
    public String reason() {
      if (report.ok()) {
        return "helper.done." + report.verb().map(Verb::key).orElse("call");
      }
      return report.error().isEmpty()
          ? "helper.failed.unsaid"
          : report.error().get().path() == null ? "helper.failed" : "helper.failed.field";
    }

    @Override
    public List<String> details() {
      return report.error().map(Reported::parts).orElse(List.of());
    }

    private static List<String> parts(Problem problem) {
      return problem.path() == null
          ? List.of(problem.message())
          : List.of(problem.message(), problem.path());
    }
  }

  /** The person closed the password dialog. Nothing happened. */
  record Dismissed() implements HelperResult {
    @Override
    public boolean unasked() {
      return false;
    }

    @Override
    public String reason() {
      return "helper.dismissed";
    }
  }

  /** The password was wrong, or this user may not do this. Nothing happened. */
  record NotAuthorized() implements HelperResult {
    @Override
    public boolean unasked() {
      return false;
    }

    @Override
    public String reason() {
      return "helper.notAuthorized";
    }
  }

  /** A password is needed, and this desktop has nothing that asks for it. Nothing happened. */
  record NoAgent() implements HelperResult {
    @Override
    public String reason() {
      return "helper.noAgent";
    }
  }

  /**
   * A program is missing. Nothing happened.
   *
   * @param program its path
   */
  record NotInstalled(String program) implements HelperResult {
    @Override
    public String reason() {
      return "helper.notInstalled";
    }

    @Override
    public List<String> details() {
      return List.of(program);
    }
  }

  /**
   * No answer came in time. What the helper did, if it ran, is not known.
   *
   * @param limit how long it was waited for
   */
  record TimedOut(Duration limit) implements HelperResult {
    @Override
    public String reason() {
      return "helper.timedOut";
    }

    @Override
    public List<String> details() {
      return List.of(Long.toString(Math.max(1, limit.toSeconds())));
    }
  }

  /**
   * Something answered, but it was no report, or one that belies its exit code.
   *
   * @param exitCode the exit code
   * @param problem what is wrong with the answer, for the log
   */
  record Garbled(int exitCode, String problem) implements HelperResult {
    @Override
    public String reason() {
      return "helper.garbled";
    }

    @Override
    public List<String> details() {
      return List.of(Integer.toString(exitCode), problem);
    }
  }

  /**
   * It could not be asked, or it ended without an answer.
   *
   * @param cause in which way
   * @param diagnostic what was said on standard error, for the log; one line
   */
  record Failed(Cause cause, String diagnostic) implements HelperResult {
    @Override
    public String reason() {
      return cause.reason;
    }

    @Override
    public List<String> details() {
      return List.of(diagnostic);
    }
  }

  /** In which way a call failed. */
  enum Cause {
    /** The service that decides who may do what (polkit) does not answer. */
    NO_AUTHORITY("helper.noAuthority"),
    /** The helper or the dialog was killed. */
    KILLED("helper.killed"),
    /** The call was given up because the app ends. */
    CLOSED("helper.closed"),
    /** Anything else. */
    OTHER("helper.other");

    private final String reason;

    Cause(String reason) {
      this.reason = reason;
    }
  }
}
