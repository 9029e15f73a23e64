package vn.khuyenhoc.criteria;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.Formula.Node;
import vn.khuyenhoc.criteria.KnownFacts.Fact;
import vn.khuyenhoc.platform.ProblemCode;

/**
 * The language of formulas: CEL without macros (so without loops), without {@code /} and {@code %},
 * over the facts of a model and level, with one function: {@code share(a, b)} is 100·a/b, unknown
 * where b is 0. Read by CEL's own parser; evaluated here, where unknown facts stay unknown and
 * nothing is boxed. Formulas are bounded in length, depth and size, and kept once read.
 */
final class Formulas {

  static final int MOST_LETTERS = 300;
  static final int MOST_DEPTH = 16;
  static final int MOST_NODES = 60;

  private static final Set<String> LOOPS =
      Set.of("all", "exists", "exists_one", "map", "filter", "has");
  private static final Set<String> ORDERS = Set.of("_<_", "_<=_", "_>_", "_>=_");
  private static final Set<String> SAMES = Set.of("_==_", "_!=_");
  private static final Set<String> SUMS = Set.of("_+_", "_-_", "_*_");

  /** What a formula gives. */
  enum Kind {
    WHOLE,
    NUMBER,
    TRUTH
  }

  /**
   * Something wrong with a formula.
   *
   * @param code what
   * @param arguments values of the sentence after the place and the formula
   */
  record Fault(ProblemCode code, List<Object> arguments) {}

  private record Key(LearningModel model, ModelLevel level, boolean condition, String text) {}

  private record Typed(Kind kind, Node node) {}

  private record Reading(Formula formula, List<Fault> faults) {}

  private static final int MOST_KEPT = 5_000;
  private static final Map<Key, Reading> KEPT = new ConcurrentHashMap<>();

  /** Made when the first formula is read: loading the parser takes a moment. */
  private static final class Language {
    static final CelParser PARSER =
        CelParserFactory.standardCelParserBuilder()
            .setOptions(
                CelOptions.current()
                    .maxExpressionCodePointSize(MOST_LETTERS)
                    .maxParseRecursionDepth(MOST_DEPTH * 2)
                    .build())
            .build();
  }

  private Formulas() {}

  /** A formula over names that are no facts of a model, and everything wrong with it; not kept. */
  static CountFormula.Read counting(String text, Map<String, Fact> names) {
    Reading reading =
        new Reader(new Key(LearningModel.LEARNING_CITIZEN, ModelLevel.PERSON, false, text), names)
            .read();
    return new CountFormula.Read(reading.formula(), reading.faults());
  }

  /** What CEL reads; empty where it cannot be read or is too long. */
  static Optional<CelExpr> tree(String text) {
    if (text.isBlank() || text.length() > MOST_LETTERS) {
      return Optional.empty();
    }
    try {
      CelValidationResult result = Language.PARSER.parse(text);
      return result.hasError() ? Optional.empty() : Optional.of(result.getAst().getExpr());
    } catch (CelValidationException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** A condition; one that cannot be read is always unknown. */
  static Formula condition(LearningModel model, ModelLevel level, String text) {
    return read(new Key(model, level, true, text)).formula();
  }

  /** A value; one that cannot be read is always unknown. */
  static Formula value(LearningModel model, ModelLevel level, String text) {
    return read(new Key(model, level, false, text)).formula();
  }

  /** Everything wrong with a formula. */
  static List<Fault> faults(LearningModel model, ModelLevel level, String text, boolean condition) {
    return read(new Key(model, level, condition, text)).faults();
  }

  private static Reading read(Key key) {
    Reading kept = KEPT.get(key);
    if (kept == null) {
      kept = new Reader(key).read();
      if (KEPT.size() >= MOST_KEPT) {
        KEPT.clear();
      }
      KEPT.put(key, kept);
    }
    return kept;
  }

  /** Reads one formula. */
  private static final class Reader {

    private final Key key;
    private final Map<String, Fact> catalogue;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int nodes;

    Reader(Key key) {
      this(key, KnownFacts.byName(key.model(), key.level()));
    }

    Reader(Key key, Map<String, Fact> catalogue) {
      this.key = key;
      this.catalogue = catalogue;
    }

    Reading read() {
      Typed root = null;
      if (key.text().length() > MOST_LETTERS) {
        fault(CriteriaProblem.FORMULA_TOO_LONG, MOST_LETTERS);
      } else {
        CelExpr parsed = parsed();
        root = parsed == null ? null : typed(parsed, 1);
        if (nodes > MOST_NODES && faults.isEmpty()) {
          fault(CriteriaProblem.FORMULA_TOO_LONG, MOST_LETTERS);
        }
        if (root != null && faults.isEmpty() && key.condition() != (root.kind() == Kind.TRUTH)) {
          fault(
              key.condition()
                  ? CriteriaProblem.FORMULA_NO_CONDITION
                  : CriteriaProblem.FORMULA_NO_NUMBER);
        }
      }
      return new Reading(
          new Formula(root == null || !faults.isEmpty() ? null : root.node(), names),
          faults.stream().distinct().toList());
    }

    private void fault(ProblemCode code, Object... arguments) {
      faults.add(new Fault(code, List.of(arguments)));
    }

    private @Nullable CelExpr parsed() {
      try {
        CelValidationResult result = Language.PARSER.parse(key.text());
        if (result.hasError()) {
          if (result.getErrorString().contains("recursion limit")) {
            fault(CriteriaProblem.FORMULA_TOO_LONG, MOST_LETTERS);
            return null;
          }
          int column =
              result.getErrors().stream()
                  .map(CelIssue::getSourceLocation)
                  .mapToInt(location -> location.getColumn() + 1)
                  .filter(at -> at > 0)
                  .findFirst()
                  .orElse(1);
          fault(CriteriaProblem.FORMULA_UNREADABLE, column);
          return null;
        }
        CelAbstractSyntaxTree tree = result.getAst();
        return tree.getExpr();
      } catch (CelValidationException | RuntimeException unreadable) {
        fault(CriteriaProblem.FORMULA_UNREADABLE, 1);
        return null;
      }
    }

    private @Nullable Typed typed(CelExpr expression, int depth) {
      nodes++;
      if (depth > MOST_DEPTH || nodes > MOST_NODES) {
        if (nodes <= MOST_NODES) {
          fault(CriteriaProblem.FORMULA_TOO_LONG, MOST_LETTERS);
        }
        return null;
      }
      return switch (expression.exprKind().getKind()) {
        case CONSTANT -> constant(expression.constant());
        case IDENT -> fact(expression.ident().name());
        case CALL -> call(expression.call(), depth);
        default -> {
          fault(CriteriaProblem.FORMULA_WORD, "[ ] { } .");
          yield null;
        }
      };
    }

    private @Nullable Typed constant(CelConstant constant) {
      return switch (constant.getKind()) {
        case INT64_VALUE -> {
          long value = constant.int64Value();
          yield new Typed(
              Kind.WHOLE,
              new Node() {
                @Override
                long whole(long[] facts) {
                  return value;
                }
              });
        }
        case DOUBLE_VALUE -> {
          double value = constant.doubleValue();
          yield new Typed(
              Kind.NUMBER,
              new Node() {
                @Override
                double number(long[] facts) {
                  return value;
                }
              });
        }
        case BOOLEAN_VALUE -> {
          int value = constant.booleanValue() ? 1 : 0;
          yield new Typed(
              Kind.TRUTH,
              new Node() {
                @Override
                int truth(long[] facts) {
                  return value;
                }
              });
        }
        default -> {
          fault(CriteriaProblem.FORMULA_WORD, "\" \"");
          yield null;
        }
      };
    }

    private @Nullable Typed fact(String name) {
      Fact fact = catalogue.get(name);
      if (fact == null) {
        if (catalogue.isEmpty()) {
          fault(CriteriaProblem.FORMULA_NO_FACTS, name);
        } else {
          String meant = Nearest.of(name, catalogue.keySet());
          if (meant == null) {
            fault(
                CriteriaProblem.FORMULA_UNKNOWN_FACT,
                name,
                catalogue.keySet().stream().collect(Collectors.joining(", ")));
          } else {
            fault(CriteriaProblem.FORMULA_MISSPELT_FACT, name, meant);
          }
        }
        return null;
      }
      int place = names.indexOf(name);
      if (place < 0) {
        place = names.size();
        names.add(name);
      }
      int at = place;
      return switch (fact.kind()) {
        case COUNT ->
            new Typed(
                Kind.WHOLE,
                new Node() {
                  @Override
                  long whole(long[] facts) {
                    return facts[at];
                  }
                });
        case YES_NO ->
            new Typed(
                Kind.TRUTH,
                new Node() {
                  @Override
                  int truth(long[] facts) {
                    return facts[at] == Formula.UNKNOWN ? Formula.NEITHER : facts[at] > 0 ? 1 : 0;
                  }
                });
      };
    }

    private @Nullable Typed call(CelExpr.CelCall call, int depth) {
      String function = call.function();
      if (LOOPS.contains(function)) {
        fault(CriteriaProblem.FORMULA_LOOP, function);
        return null;
      }
      if (function.equals("_/_") || function.equals("_%_")) {
        fault(CriteriaProblem.FORMULA_DIVISION, function.substring(1, 2));
      }
      List<Typed> parts = new ArrayList<>();
      for (CelExpr part : call.args()) {
        Typed typed = typed(part, depth + 1);
        if (typed != null) {
          parts.add(typed);
        }
      }
      if (call.target().isPresent() || !known(function)) {
        if (!function.equals("_/_") && !function.equals("_%_")) {
          fault(CriteriaProblem.FORMULA_WORD, function);
        }
        return null;
      }
      if (parts.size() < call.args().size()) {
        return null;
      }
      Typed typed = built(function, parts);
      if (typed == null) {
        fault(CriteriaProblem.FORMULA_TYPE, function.replace("_", " ").strip());
      }
      return typed;
    }

    private static boolean known(String function) {
      return ORDERS.contains(function)
          || SAMES.contains(function)
          || SUMS.contains(function)
          || Set.of("_&&_", "_||_", "!_", "-_", "_?_:_", "share").contains(function);
    }

    private static boolean numeric(Typed one) {
      return one.kind() != Kind.TRUTH;
    }

    /** Null where the parts do not fit, as CEL's own checker would say. */
    private static @Nullable Typed built(String function, List<Typed> parts) {
      if (function.equals("share")) {
        return parts.size() == 2 && parts.stream().allMatch(one -> one.kind() == Kind.WHOLE)
            ? share(parts.get(0).node(), parts.get(1).node())
            : null;
      }
      Typed first = parts.getFirst();
      return switch (function) {
        case "!_" -> first.kind() == Kind.TRUTH ? not(first.node()) : null;
        case "-_" -> numeric(first) ? negated(first) : null;
        case "_&&_", "_||_" ->
            parts.stream().allMatch(one -> one.kind() == Kind.TRUTH)
                ? joined(function.equals("_&&_"), first.node(), parts.get(1).node())
                : null;
        case "_?_:_" -> {
          Typed yes = parts.get(1);
          Typed no = parts.get(2);
          yield first.kind() == Kind.TRUTH && yes.kind() == no.kind()
              ? chosen(first.node(), yes, no)
              : null;
        }
        default -> {
          Typed second = parts.get(1);
          if (SUMS.contains(function)) {
            yield numeric(first) && first.kind() == second.kind()
                ? sum(function.charAt(1), first, second)
                : null;
          }
          if (ORDERS.contains(function)) {
            yield numeric(first) && numeric(second) ? compared(function, first, second) : null;
          }
          yield first.kind() == second.kind() ? same(function.equals("_==_"), first, second) : null;
        }
      };
    }

    private static Typed share(Node part, Node whole) {
      return new Typed(
          Kind.NUMBER,
          new Node() {
            @Override
            double number(long[] facts) {
              double some = part.number(facts);
              double all = whole.number(facts);
              return all > 0 ? 100.0 * some / all : Double.NaN;
            }
          });
    }

    private static Typed not(Node one) {
      return new Typed(
          Kind.TRUTH,
          new Node() {
            @Override
            int truth(long[] facts) {
              int value = one.truth(facts);
              return value == Formula.NEITHER ? value : 1 - value;
            }
          });
    }

    private static Typed negated(Typed one) {
      Node node = one.node();
      return new Typed(
          one.kind(),
          one.kind() == Kind.NUMBER
              ? new Node() {
                @Override
                double number(long[] facts) {
                  return -node.number(facts);
                }
              }
              : new Node() {
                @Override
                long whole(long[] facts) {
                  // the unknown is its own negative
                  return -node.whole(facts);
                }
              });
    }

    private static Typed joined(boolean both, Node left, Node right) {
      int deciding = both ? 0 : 1;
      return new Typed(
          Kind.TRUTH,
          new Node() {
            @Override
            int truth(long[] facts) {
              int one = left.truth(facts);
              if (one == deciding) {
                return one;
              }
              int other = right.truth(facts);
              return other == deciding || one != Formula.NEITHER ? other : one;
            }
          });
    }

    private static Typed chosen(Node condition, Typed yes, Typed no) {
      Node first = yes.node();
      Node second = no.node();
      return new Typed(
          yes.kind(),
          new Node() {
            @Override
            long whole(long[] facts) {
              int holds = condition.truth(facts);
              return holds == Formula.NEITHER
                  ? Formula.UNKNOWN
                  : holds == 1 ? first.whole(facts) : second.whole(facts);
            }

            @Override
            double number(long[] facts) {
              int holds = condition.truth(facts);
              return holds == Formula.NEITHER
                  ? Double.NaN
                  : holds == 1 ? first.number(facts) : second.number(facts);
            }

            @Override
            int truth(long[] facts) {
              int holds = condition.truth(facts);
              return holds == Formula.NEITHER
                  ? Formula.NEITHER
                  : holds == 1 ? first.truth(facts) : second.truth(facts);
            }
          });
    }

    private static Typed sum(char sign, Typed one, Typed other) {
      Node left = one.node();
      Node right = other.node();
      if (one.kind() == Kind.NUMBER) {
        return new Typed(
            Kind.NUMBER,
            new Node() {
              @Override
              double number(long[] facts) {
                double a = left.number(facts);
                double b = right.number(facts);
                return switch (sign) {
                  case '+' -> a + b;
                  case '-' -> a - b;
                  default -> a * b;
                };
              }
            });
      }
      return new Typed(
          Kind.WHOLE,
          new Node() {
            @Override
            long whole(long[] facts) {
              long a = left.whole(facts);
              long b = right.whole(facts);
              if (a == Formula.UNKNOWN || b == Formula.UNKNOWN) {
                return Formula.UNKNOWN;
              }
              try {
                return switch (sign) {
                  case '+' -> Math.addExact(a, b);
                  case '-' -> Math.subtractExact(a, b);
                  default -> Math.multiplyExact(a, b);
                };
              } catch (ArithmeticException beyond) {
                return Formula.UNKNOWN;
              }
            }
          });
    }

    private static Typed compared(String function, Typed one, Typed other) {
      Node left = one.node();
      Node right = other.node();
      boolean whole = one.kind() == Kind.WHOLE && other.kind() == Kind.WHOLE;
      return new Typed(
          Kind.TRUTH,
          new Node() {
            @Override
            int truth(long[] facts) {
              int order;
              if (whole) {
                long a = left.whole(facts);
                long b = right.whole(facts);
                if (a == Formula.UNKNOWN || b == Formula.UNKNOWN) {
                  return Formula.NEITHER;
                }
                order = Long.compare(a, b);
              } else {
                double a = left.number(facts);
                double b = right.number(facts);
                if (Double.isNaN(a) || Double.isNaN(b)) {
                  return Formula.NEITHER;
                }
                order = a < b ? -1 : a > b ? 1 : 0;
              }
              boolean holds =
                  switch (function) {
                    case "_<_" -> order < 0;
                    case "_<=_" -> order <= 0;
                    case "_>_" -> order > 0;
                    default -> order >= 0;
                  };
              return holds ? 1 : 0;
            }
          });
    }

    private static Typed same(boolean wanted, Typed one, Typed other) {
      Node left = one.node();
      Node right = other.node();
      boolean truths = one.kind() == Kind.TRUTH;
      boolean wholes = one.kind() == Kind.WHOLE;
      return new Typed(
          Kind.TRUTH,
          new Node() {
            @Override
            int truth(long[] facts) {
              boolean equal;
              if (truths) {
                int a = left.truth(facts);
                int b = right.truth(facts);
                if (a == Formula.NEITHER || b == Formula.NEITHER) {
                  return Formula.NEITHER;
                }
                equal = a == b;
              } else if (wholes) {
                long a = left.whole(facts);
                long b = right.whole(facts);
                if (a == Formula.UNKNOWN || b == Formula.UNKNOWN) {
                  return Formula.NEITHER;
                }
                equal = a == b;
              } else {
                double a = left.number(facts);
                double b = right.number(facts);
                if (Double.isNaN(a) || Double.isNaN(b)) {
                  return Formula.NEITHER;
                }
                equal = a == b;
              }
              return equal == wanted ? 1 : 0;
            }
          });
    }
  }
}
