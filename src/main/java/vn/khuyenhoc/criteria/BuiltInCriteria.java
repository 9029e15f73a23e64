package vn.khuyenhoc.criteria;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.khuyenhoc.platform.BuiltIn;
import vn.khuyenhoc.platform.web.Languages;

/**
 * The sets that come with the product, one file each: for every model and regulation, what could be
 * read in a source marked verified, everything else marked as a sample. They are put in force for
 * the period of their regulation, unless an administrator put another set in force there first.
 */
@Component
public class BuiltInCriteria implements BuiltIn {

  /** The identity of the set for learning families that is in force now. */
  public static final String LEARNING_FAMILY = "gia-dinh-hoc-tap-mau-1";

  /**
   * A set that comes with the product.
   *
   * @param id its identity, and the name of its file
   * @param from first day in force
   * @param to first day no longer in force; null for no end
   */
  record Shipped(String id, LocalDate from, @Nullable LocalDate to) {}

  /** All of them. */
  static final List<Shipped> ALL = List.of(since(LEARNING_FAMILY, 2025));

  private final CriteriaTable table;
  private final Clock clock;
  private final String name;

  BuiltInCriteria(CriteriaTable table, Languages languages, Clock clock) {
    this.table = table;
    this.clock = clock;
    this.name = languages.vietnamese().t("criteria.built-in.by");
  }

  private static Shipped since(String id, int year) {
    return new Shipped(id, LocalDate.of(year, 1, 1), null);
  }

  @Override
  public int place() {
    return 20;
  }

  @Override
  @Transactional
  public void loadOnce() {
    Set<String> kept = table.ids();
    List<CriteriaTable.Shipped> missing = new ArrayList<>();
    for (Shipped one : ALL) {
      if (!kept.contains(one.id())) {
        // Sound by test: checking formulas here would cost every start the loading of their parser.
        CriteriaSet set =
            Objects.requireNonNull(CriteriaFile.readYaml(yaml(one.id())).set(), one.id());
        missing.add(new CriteriaTable.Shipped(set, one.from(), one.to()));
      }
    }
    if (!missing.isEmpty()) {
      table.addShipped(missing, name, clock.instant());
    }
  }

  /** The text of a file. */
  static String yaml(String id) {
    try (InputStream file =
        Objects.requireNonNull(
            BuiltInCriteria.class.getResourceAsStream("/criteria/" + id + ".yaml"), id)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
