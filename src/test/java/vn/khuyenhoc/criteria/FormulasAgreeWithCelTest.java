package vn.khuyenhoc.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a formula comes to here is what CEL itself says, for random formulas over random facts:
 * CEL's error (a fact that is missing, a share of nothing, a number beyond its range) is our
 * unknown.
 */
class FormulasAgreeWithCelTest {

  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final List<String> COUNTS =
      List.of("staff", "learning_citizens", "learners", "learning_learners");

  private final CelRuntime runtime =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addFunctionBindings(
              CelFunctionBinding.from(
                  "share_int_int",
                  Long.class,
                  Long.class,
                  (part, whole) -> {
                    if (whole <= 0) {
                      throw new IllegalArgumentException("a share of nothing");
                    }
                    return 100.0 * part / whole;
                  }))
          .build();

  private static CelCompiler compiler(CelType result) {
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setResultType(result)
            .addVar("school", SimpleType.BOOL)
            .addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                    "share",
                    CelOverloadDecl.newGlobalOverload(
                        "share_int_int", SimpleType.DOUBLE, SimpleType.INT, SimpleType.INT)));
    COUNTS.forEach(name -> builder.addVar(name, SimpleType.INT));
    return builder.build();
  }

  /** Random formulas of a type, none deeper than asked. */
  private record Formulary(Random random) {

    private String one(String... parts) {
      return parts[random.nextInt(parts.length)];
    }

    String whole(int depth) {
      return depth == 0 || random.nextInt(3) == 0
          ? random.nextInt(3) == 0
              ? String.valueOf(random.nextInt(12))
              : COUNTS.get(random.nextInt(COUNTS.size()))
          : switch (random.nextInt(3)) {
            case 0 -> "-(" + whole(depth - 1) + ")";
            case 1 ->
                "(" + truth(depth - 1) + " ? " + whole(depth - 1) + " : " + whole(depth - 1) + ")";
            default -> "(" + whole(depth - 1) + one(" + ", " - ", " * ") + whole(depth - 1) + ")";
          };
    }

    String number(int depth) {
      return depth == 0 || random.nextInt(3) == 0
          ? one("0.5", "12.25", "100.0", "share(learning_citizens, staff)")
          : switch (random.nextInt(4)) {
            case 0 -> "share(" + whole(depth - 1) + ", " + whole(depth - 1) + ")";
            case 1 -> "-(" + number(depth - 1) + ")";
            case 2 ->
                "("
                    + truth(depth - 1)
                    + " ? "
                    + number(depth - 1)
                    + " : "
                    + number(depth - 1)
                    + ")";
            default -> "(" + number(depth - 1) + one(" + ", " - ", " * ") + number(depth - 1) + ")";
          };
    }

    private String numeric(int depth) {
      return random.nextBoolean() ? whole(depth) : number(depth);
    }

    String truth(int depth) {
      return depth == 0 || random.nextInt(4) == 0
          ? one("school", "true", "false", "staff > 0")
          : switch (random.nextInt(5)) {
            case 0 -> "!(" + truth(depth - 1) + ")";
            case 1 -> "(" + truth(depth - 1) + one(" && ", " || ") + truth(depth - 1) + ")";
            case 2 -> "(" + whole(depth - 1) + one(" == ", " != ") + whole(depth - 1) + ")";
            case 3 -> "(" + truth(depth - 1) + one(" == ", " != ") + truth(depth - 1) + ")";
            default ->
                "("
                    + numeric(depth - 1)
                    + one(" < ", " <= ", " > ", " >= ")
                    + numeric(depth - 1)
                    + ")";
          };
    }
  }

  private static Facts facts(Random random) {
    Map<String, @Nullable Long> numbers = new HashMap<>();
    for (String name : COUNTS) {
      long number = random.nextInt(20) == 0 ? Long.MAX_VALUE / 3 : random.nextInt(15);
      numbers.put(name, random.nextInt(6) == 0 ? null : number);
    }
    numbers.put("school", random.nextInt(6) == 0 ? null : (long) random.nextInt(2));
    return Facts.of(numbers);
  }

  private static Map<String, Object> bound(Facts facts) {
    Map<String, Object> bound = new HashMap<>();
    facts.known().forEach((name, number) -> bound.put(name, number));
    Long school = facts.get("school");
    if (school != null) {
      bound.put("school", school > 0);
    }
    return bound;
  }

  private static @Nullable Object evaluated(CelRuntime.Program program, Facts facts) {
    try {
      Object meant = program.eval(bound(facts));
      return meant instanceof CelUnknownSet ? null : meant;
    } catch (CelEvaluationException unknown) {
      return null;
    }
  }

  @Test
  void aConditionHoldsWhereCelSaysSo() throws CelValidationException, CelEvaluationException {
    CelCompiler compiler = compiler(SimpleType.BOOL);
    Random random = new Random(20261122);
    int unknown = 0;
    int known = 0;
    for (int i = 0; i < 800; i++) {
      String text = new Formulary(random).truth(4);
      if (text.length() > Formulas.MOST_LETTERS || !faults(text, true).isEmpty()) {
        continue;
      }
      CelRuntime.Program program = runtime.createProgram(compiler.compile(text).getAst());
      for (int j = 0; j < 5; j++) {
        Facts facts = facts(random);
        Object meant = evaluated(program, facts);
        Truth truth =
            Formulas.condition(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE, text).holds(facts);
        assertThat(truth)
            .as("%s over %s", text, facts)
            .isEqualTo(meant == null ? Truth.UNKNOWN : (boolean) meant ? Truth.TRUE : Truth.FALSE);
        if (meant == null) {
          unknown++;
        } else {
          known++;
        }
      }
    }
    assertThat(unknown).as("formulas with an unknown").isGreaterThan(200);
    assertThat(known).as("formulas without").isGreaterThan(800);
  }

  @Test
  void aValueIsWhatCelSaysItIs() throws CelValidationException, CelEvaluationException {
    CelCompiler compiler = compiler(SimpleType.DOUBLE);
    Random random = new Random(20261123);
    int known = 0;
    for (int i = 0; i < 800; i++) {
      String text = new Formulary(random).number(4);
      if (text.length() > Formulas.MOST_LETTERS || !faults(text, false).isEmpty()) {
        continue;
      }
      CelRuntime.Program program = runtime.createProgram(compiler.compile(text).getAst());
      for (int j = 0; j < 5; j++) {
        Facts facts = facts(random);
        Object meant = evaluated(program, facts);
        double value =
            Formulas.value(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE, text).value(facts);
        assertThat(Double.valueOf(value))
            .as("%s over %s", text, facts)
            .isEqualTo(meant == null || Double.isInfinite((double) meant) ? Double.NaN : meant);
        known += meant == null ? 0 : 1;
      }
    }
    assertThat(known).as("formulas with a value").isGreaterThan(400);
  }

  private static List<Formulas.Fault> faults(String text, boolean condition) {
    return Formulas.faults(LearningModel.LEARNING_UNIT, ModelLevel.COMMUNE, text, condition);
  }
}
