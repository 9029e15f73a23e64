package vn.khuyenhoc.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.OpenToAll;
import vn.khuyenhoc.support.GoldenFile;
import vn.khuyenhoc.support.ModuleTest;

/** Every route carries a right or is declared open; the list is kept, so that a change is seen. */
@ModuleTest
class RoutesTest {

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void everyRouteCarriesARightOrIsDeclaredOpen() {
    assertThat(routes()).isNotEmpty().noneMatch(line -> line.endsWith("NOTHING"));
  }

  @Test
  void theListOfRoutesIsTheOneKept() {
    GoldenFile.matches("routes.txt", String.join("\n", routes()) + "\n");
  }

  private List<String> routes() {
    TreeSet<String> lines = new TreeSet<>();
    mappings
        .getHandlerMethods()
        .forEach(
            (route, method) -> {
              Needs needs = method.getMethodAnnotation(Needs.class);
              OpenToAll open = method.getMethodAnnotation(OpenToAll.class);
              String right =
                  needs != null
                      ? needs.value().name() + (needs.own() ? " or OWN_DOSSIER" : "")
                      : open != null ? "OPEN " + open.value() : "NOTHING";
              route
                  .getPatternValues()
                  .forEach(
                      path ->
                          lines.add(
                              "%-60s %-8s %s"
                                  .formatted(
                                      path,
                                      route.getMethodsCondition().isEmpty()
                                          ? "ANY"
                                          : route
                                              .getMethodsCondition()
                                              .getMethods()
                                              .iterator()
                                              .next(),
                                      right)));
            });
    return List.copyOf(lines);
  }
}
