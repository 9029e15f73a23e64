package vn.khuyenhoc.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcPrint;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import vn.khuyenhoc.KhuyenHoc;

/**
 * A test of the whole application on a real database, under the application's own role. All such
 * classes share one application and one database; each works in a {@link SmallProvince} of its own.
 * The clock stands at {@link TestClock#NOW}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = KhuyenHoc.class)
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
@ContextConfiguration(initializers = SharedDatabase.class)
@Import({TestClock.class, SignedIn.class, WrittenProcedures.class})
public @interface ModuleTest {}
