package vn.khuyenhoc.architecture;

import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import vn.khuyenhoc.KhuyenHoc;
import vn.khuyenhoc.support.GoldenFile;

/** Calls go down: an arrow that a module did not declare, or a cycle, fails the build. */
class ModulesTest {

  private static final ApplicationModules MODULES = ApplicationModules.of(KhuyenHoc.class);

  @Test
  void modulesUseOnlyWhatTheyDeclared() {
    MODULES.verify();
  }

  @Test
  void theDrawingOfTheModulesIsTheOneKept() {
    StringBuilder out =
        new StringBuilder("# Modules, and what each may call\n\n```mermaid\nflowchart TD\n");
    MODULES.stream()
        .filter(module -> !module.isRootModule())
        .sorted(Comparator.comparing(module -> module.getIdentifier().toString()))
        .forEach(
            module -> {
              out.append("  %s\n".formatted(module.getIdentifier()));
              module
                  .getDirectDependencies(MODULES)
                  .uniqueModules()
                  .map(other -> other.getIdentifier().toString())
                  .sorted()
                  .forEach(
                      other ->
                          out.append("  %s --> %s\n".formatted(module.getIdentifier(), other)));
            });
    GoldenFile.matches("modules.md", out.append("```\n").toString());
  }
}
