package vn.khuyenhoc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.Check;
import vn.khuyenhoc.platform.Command;

/** {@code ./khuyenhoc check}: verifies every promise that a module says it can verify. */
@Component
class CheckCommand implements Command {

  private final List<Check> checks;
  private final JsonMapper json;

  CheckCommand(List<Check> checks, JsonMapper json) {
    this.checks = checks;
    this.json = json;
  }

  @Override
  public String name() {
    return "check";
  }

  @Override
  public int run(Arguments arguments) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    checks.forEach(check -> found.put(check.name(), check.faults()));
    List<String> faults = new ArrayList<>();
    found.forEach(
        (name, lines) -> {
          if (!arguments.has("json")) {
            System.out.println(
                lines.isEmpty()
                    ? Launch.sentence("check.good", Launch.sentence("check.name." + name))
                    : Launch.sentence(
                        "check.bad", Launch.sentence("check.name." + name), lines.size()));
            lines.stream().limit(20).forEach(line -> System.out.println("    " + line));
          }
          faults.addAll(lines);
        });
    if (!arguments.has("json")) {
      System.out.println(
          faults.isEmpty()
              ? Launch.sentence("check.all-good")
              : Launch.sentence("check.some-bad", faults.size()));
    }
    if (arguments.has("json")) {
      System.out.println(
          json.writeValueAsString(Map.of("faults", faults, "checks", found.keySet())));
    }
    return faults.isEmpty() ? 0 : 1;
  }
}
