package vn.khuyenhoc.platform.attachment;

import java.util.List;

/** Why a file is not taken; never leaves the package. */
final class Unfit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final AttachmentProblem problem;
  private final transient List<Object> arguments;

  Unfit(AttachmentProblem problem, Object... arguments) {
    super(null, null, false, false);
    this.problem = problem;
    this.arguments = List.of(arguments);
  }

  AttachmentProblem problem() {
    return problem;
  }

  List<Object> arguments() {
    return arguments;
  }
}
