package vn.khuyenhoc.criteria;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A formula written out again, with brackets where its meaning depends on them and nowhere else:
 * {@code a - (b - c)}, but {@code a + b - c}. What is written is read as the same formula.
 */
final class FormulaText {

  private static final int CHOICE = 1;
  private static final int EITHER = 2;
  private static final int BOTH = 3;
  private static final int COMPARED = 4;
  private static final int SUM = 5;
  private static final int PRODUCT = 6;
  private static final int SIGNED = 7;
  private static final int ALONE = 8;

  private static final Map<String, Integer> BINDING =
      Map.ofEntries(
          Map.entry("_||_", EITHER),
          Map.entry("_&&_", BOTH),
          Map.entry("_<_", COMPARED),
          Map.entry("_<=_", COMPARED),
          Map.entry("_>_", COMPARED),
          Map.entry("_>=_", COMPARED),
          Map.entry("_==_", COMPARED),
          Map.entry("_!=_", COMPARED),
          Map.entry("_+_", SUM),
          Map.entry("_-_", SUM),
          Map.entry("_*_", PRODUCT));

  private final UnaryOperator<String> named;
  private final boolean printed;

  private FormulaText(UnaryOperator<String> named, boolean printed) {
    this.named = named;
    this.printed = printed;
  }

  /** A part of a formula that the language does not have. */
  private static final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unwritable() {
      super("no text", null, false, false);
    }
  }

  /** How tightly a text holds together. */
  private record Part(String text, int binding) {
    String within(int least) {
      return binding < least ? "(" + text + ")" : text;
    }
  }

  /**
   * A formula.
   *
   * @param text as somebody wrote it
   * @param named what stands for a name
   * @param printed whether signs are those of print and not those of the language
   * @param alone whether it is to hold together beside other signs
   * @return empty where it cannot be read
   */
  static Optional<String> of(
      String text, UnaryOperator<String> named, boolean printed, boolean alone) {
    try {
      return Formulas.tree(text)
          .map(root -> new FormulaText(named, printed).part(root).within(alone ? SIGNED : CHOICE));
    } catch (Unwritable unwritable) {
      return Optional.empty();
    }
  }

  private Part part(CelExpr one) {
    return switch (one.exprKind().getKind()) {
      case CONSTANT -> constant(one.constant());
      case IDENT -> new Part(named.apply(one.ident().name()), ALONE);
      case CALL -> call(one.call());
      default -> throw new Unwritable();
    };
  }

  private Part constant(CelConstant constant) {
    String text =
        switch (constant.getKind()) {
          case INT64_VALUE -> String.valueOf(constant.int64Value());
          case DOUBLE_VALUE -> decimal(BigDecimal.valueOf(constant.doubleValue()));
          case BOOLEAN_VALUE -> String.valueOf(constant.booleanValue());
          default -> throw new Unwritable();
        };
    return text.startsWith("-")
        ? new Part(minus() + text.substring(1), SIGNED)
        : new Part(text, ALONE);
  }

  /** With a point, so that it is read as a decimal again. */
  private static String decimal(BigDecimal value) {
    return (value.scale() < 1 ? value.setScale(1) : value).toPlainString();
  }

  private String minus() {
    return printed ? "−" : "-";
  }

  private Part call(CelExpr.CelCall call) {
    List<CelExpr> parts = call.args();
    String function = call.function();
    Integer binding = BINDING.get(function);
    if (binding != null) {
      // of a chain of "and" any way of bracketing means the same
      int right = binding == BOTH || binding == EITHER ? binding : binding + 1;
      return new Part(
          part(parts.get(0)).within(binding)
              + " "
              + sign(function.substring(1, function.length() - 1))
              + " "
              + part(parts.get(1)).within(right),
          binding);
    }
    return switch (function) {
      case "!_" -> new Part("!" + part(parts.getFirst()).within(ALONE), SIGNED);
      case "-_" -> {
        // without a bracket a number and its sign are one constant
        Part signed = part(parts.getFirst());
        boolean constant = parts.getFirst().exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT;
        yield new Part(
            minus() + (constant ? "(" + signed.text() + ")" : signed.within(ALONE)), SIGNED);
      }
      case "_?_:_" ->
          new Part(
              part(parts.get(0)).within(EITHER)
                  + " ? "
                  + part(parts.get(1)).within(EITHER)
                  + " : "
                  + part(parts.get(2)).within(CHOICE),
              CHOICE);
      case "share" ->
          new Part(
              parts.stream()
                  .map(one -> part(one).within(CHOICE))
                  .collect(Collectors.joining(", ", "share(", ")")),
              ALONE);
      default -> throw new Unwritable();
    };
  }

  private String sign(String sign) {
    return !printed
        ? sign
        : switch (sign) {
          case "-" -> "−";
          case "*" -> "×";
          case "<=" -> "≤";
          case ">=" -> "≥";
          case "==" -> "=";
          case "!=" -> "≠";
          default -> sign;
        };
  }
}
