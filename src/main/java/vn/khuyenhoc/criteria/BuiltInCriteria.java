package vn.khuyenhoc.criteria;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.BuiltIn;

/**
 * The set that comes with the product: for the learning family, with what is verified of QĐ
 * 448/QĐ-KHVN (2015) marked so and everything else marked as a sample.
 */
@Component
public class BuiltInCriteria implements BuiltIn {

  /** Its identity. */
  public static final String LEARNING_FAMILY = "gia-dinh-hoc-tap-mau-1";

  private static final LocalDate SINCE = LocalDate.of(2025, 1, 1);

  private final CriteriaSets sets;

  BuiltInCriteria(CriteriaSets sets) {
    this.sets = sets;
  }

  @Override
  public int place() {
    return 20;
  }

  @Override
  public void loadOnce() {
    try (InputStream file =
        Objects.requireNonNull(
            BuiltInCriteria.class.getResourceAsStream("/criteria/" + LEARNING_FAMILY + ".yaml"))) {
      sets.load(new String(file.readAllBytes(), StandardCharsets.UTF_8), SINCE).orThrow();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
