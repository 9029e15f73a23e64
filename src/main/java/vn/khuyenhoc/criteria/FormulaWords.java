package vn.khuyenhoc.criteria;

import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khuyenhoc.criteria.KnownFacts.Fact;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A formula as a reader says it: {@code children > 0} is "có trẻ em", {@code
 * share(learning_citizens, adults) >= 90} is "tỷ lệ công dân học tập trên người lớn từ 90 trở lên".
 */
final class FormulaWords {

  private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder().build();
  private static final Map<String, String> COMPARED =
      Map.of(
          "_>=_", "least", "_>_", "above", "_<=_", "most", "_<_", "below", "_==_", "same", "_!=_",
          "other");
  private static final Map<String, String> TURNED =
      Map.of("_>=_", "_<=_", "_>_", "_<_", "_<=_", "_>=_", "_<_", "_>_");
  private static final Map<String, String> SUMS =
      Map.of("_+_", "plus", "_-_", "minus", "_*_", "times");

  private final Texts t;
  private final Map<String, Fact> facts;

  private FormulaWords(Texts t, Map<String, Fact> facts) {
    this.t = t;
    this.facts = facts;
  }

  /** A part of a formula that has no words. */
  private static final class Speechless extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Speechless() {
      super("no words", null, false, false);
    }
  }

  /**
   * The formula in words, without a full stop.
   *
   * @return empty where it cannot be read, so that it is shown as it is written
   */
  static Optional<String> of(Texts t, LearningModel model, ModelLevel level, String formula) {
    if (formula.isBlank() || formula.length() > Formulas.MOST_LETTERS) {
      return Optional.empty();
    }
    try {
      CelExpr root = PARSER.parse(formula).getAst().getExpr();
      return Optional.of(new FormulaWords(t, KnownFacts.byName(model, level)).said(root, false));
    } catch (Speechless | CelValidationException | IllegalStateException unsayable) {
      return Optional.empty();
    }
  }

  /** The name of a fact without "số": "trẻ em". */
  static String thing(Texts t, String fact) {
    String key = "criteria.thing." + fact.replace('_', '-');
    return t.has(key) ? t.t(key) : fact;
  }

  private String said(CelExpr one, boolean within) {
    return switch (one.exprKind().getKind()) {
      case CONSTANT -> t.decimal(number(one.constant()));
      case IDENT -> fact(one.ident().name());
      case CALL -> call(one.call(), within);
      default -> throw new Speechless();
    };
  }

  private String fact(String name) {
    Fact fact = facts.get(name);
    if (fact == null) {
      throw new Speechless();
    }
    return t.t(
        fact.kind() == KnownFacts.Kind.YES_NO
            ? "criteria.words.is." + name.replace('_', '-')
            : fact.messageKey());
  }

  private static BigDecimal number(CelConstant constant) {
    return switch (constant.getKind()) {
      case INT64_VALUE -> BigDecimal.valueOf(constant.int64Value());
      case DOUBLE_VALUE -> BigDecimal.valueOf(constant.doubleValue());
      default -> throw new Speechless();
    };
  }

  private String call(CelExpr.CelCall call, boolean within) {
    List<CelExpr> parts = call.args();
    String function = call.function();
    if (COMPARED.containsKey(function)) {
      return compared(function, parts.get(0), parts.get(1));
    }
    if (SUMS.containsKey(function)) {
      String sum =
          t.t(
              "criteria.words." + SUMS.get(function),
              said(parts.get(0), true),
              said(parts.get(1), true));
      return within ? "(" + sum + ")" : sum;
    }
    return switch (function) {
      case "_&&_", "_||_" -> {
        String joined =
            t.t(
                function.equals("_&&_") ? "criteria.words.and" : "criteria.words.or",
                said(parts.get(0), !sameCall(parts.get(0), function)),
                said(parts.get(1), !sameCall(parts.get(1), function)));
        yield within ? "(" + joined + ")" : joined;
      }
      case "!_" -> negated(parts.getFirst());
      case "-_" -> "−" + said(parts.getFirst(), true);
      case "_?_:_" ->
          t.t(
              "criteria.words.choice",
              said(parts.get(0), true),
              said(parts.get(1), true),
              said(parts.get(2), true));
      case "share" ->
          parts.size() == 2
              ? t.t("criteria.words.share", counted(parts.get(0)), counted(parts.get(1)))
              : speechless();
      default -> speechless();
    };
  }

  private static String speechless() {
    throw new Speechless();
  }

  private static boolean sameCall(CelExpr one, String function) {
    return one.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
        && one.call().function().equals(function);
  }

  private String negated(CelExpr one) {
    if (one.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT) {
      String key = "criteria.words.is-not." + one.ident().name().replace('_', '-');
      if (t.has(key)) {
        return t.t(key);
      }
    }
    return t.t("criteria.words.not", said(one, true));
  }

  /** A count without "số", as it stands within a share. */
  private String counted(CelExpr one) {
    return one.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
            && facts.containsKey(one.ident().name())
        ? thing(t, one.ident().name())
        : said(one, true);
  }

  private static boolean constant(CelExpr one) {
    return one.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT;
  }

  private String compared(String function, CelExpr left, CelExpr right) {
    if (constant(left) && !constant(right) && TURNED.containsKey(function)) {
      return compared(TURNED.getOrDefault(function, function), right, left);
    }
    if (constant(right) && left.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT) {
      Fact fact = facts.get(left.ident().name());
      if (fact != null
          && fact.kind() == KnownFacts.Kind.COUNT
          && right.constant().getKind() == CelConstant.Kind.INT64_VALUE) {
        long bound = right.constant().int64Value();
        String thing = thing(t, fact.name());
        if (function.equals("_>_") && bound == 0
            || function.equals("_>=_") && bound == 1
            || function.equals("_!=_") && bound == 0) {
          return t.t("criteria.words.some", thing);
        }
        if (function.equals("_==_") && bound == 0
            || function.equals("_<=_") && bound == 0
            || function.equals("_<_") && bound == 1) {
          return t.t("criteria.words.none", thing);
        }
      }
    }
    return t.t("criteria.words." + COMPARED.get(function), said(left, true), said(right, true));
  }
}
