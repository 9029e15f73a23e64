package vn.khuyenhoc.support;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.test.context.TestComponent;
import vn.khuyenhoc.recognition.procedure.BuiltInProcedures;

/** The procedures that every installation starts with: without one no campaign is opened. */
@TestComponent
public class WrittenProcedures implements SmartInitializingSingleton {

  private final BuiltInProcedures builtIn;

  WrittenProcedures(BuiltInProcedures builtIn) {
    this.builtIn = builtIn;
  }

  @Override
  public void afterSingletonsInstantiated() {
    builtIn.loadOnce();
  }
}
