package vn.khuyenhoc.platform.sheet;

import java.io.IOException;
import java.util.List;

/** Carries a refusal up through streams and parsers to the reader, and no further. */
final class Refusal extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient List<SheetFinding> findings;

  Refusal(List<SheetFinding> findings) {
    super(findings.getFirst().code().code(), null);
    this.findings = findings;
  }

  Refusal(SheetProblem problem, Object... arguments) {
    this(List.of(SheetFinding.ofFile(problem, arguments)));
  }

  List<SheetFinding> findings() {
    return findings;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
