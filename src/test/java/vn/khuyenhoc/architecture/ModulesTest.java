package vn.khuyenhoc.architecture;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import vn.khuyenhoc.KhuyenHoc;

/** Calls go down: an arrow that a module did not declare, or a cycle, fails the build. */
class ModulesTest {

  @Test
  void modulesUseOnlyWhatTheyDeclared() {
    ApplicationModules.of(KhuyenHoc.class).verify();
  }
}
