package vn.khuyenhoc.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import vn.khuyenhoc.KhuyenHoc;

/**
 * A test of the whole application over HTTP, from a browser or a client, on a real database. All
 * such classes of a JVM share one server and one database. The clock stands at {@link
 * TestClock#NOW}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(classes = KhuyenHoc.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = SharedDatabase.class)
@Import({TestClock.class, SignedIn.class, WrittenProcedures.class})
public @interface ServerTest {}
