package vn.khuyenhoc.support;

import javax.sql.DataSource;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import vn.khuyenhoc.TestPool;

/**
 * Gives the application of a test a fresh, migrated database, under the application's role, and a
 * folder for its files.
 */
public final class SharedDatabase
    implements ApplicationContextInitializer<GenericApplicationContext> {

  @Override
  public void initialize(GenericApplicationContext context) {
    TestPropertyValues.of(
            "khuyenhoc.files=" + TestFiles.FOLDER,
            // tests take runs up step by step; a sweep between two steps would take them first
            "khuyenhoc.runs.sweep-seconds=86400",
            // a busy machine must not turn figures of the country into a count behind the page
            "khuyenhoc.figures.country-patience-seconds=600")
        .applyTo(context);
    TestDatabase database = TestDatabase.fresh();
    context.getBeanFactory().registerSingleton("testDatabase", database);
    context.registerBean(
        "dataSource",
        DataSource.class,
        () -> Statements.heard(TestPool.of(database.application())));
  }
}
