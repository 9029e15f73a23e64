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
  static final List<Shipped> ALL =
      List.of(
          of(LEARNING_FAMILY, "2025-01-01"),
          of("gia-dinh-hoc-tap-448", "2016-01-01", "2021-01-01"),
          of("gia-dinh-hoc-tap-thi-diem", "2014-01-01", "2016-01-01"),
          of("gia-dinh-hoc-tap-2021", "2021-01-01", "2025-01-01"),
          of("dong-ho-hoc-tap-448", "2016-01-01", "2021-01-01"),
          of("dong-ho-hoc-tap-2021", "2021-01-01"),
          of("cong-dong-thon-448", "2016-01-01", "2021-01-01"),
          of("cong-dong-thon-2021", "2021-01-01"),
          of("don-vi-xa-448", "2016-01-01", "2021-01-01"),
          of("don-vi-xa-2021", "2021-01-01"),
          of("cong-dong-xa-tt44", "2014-12-12", "2024-02-12"),
          of("cong-dong-xa-tt25", "2024-02-12"),
          of("cong-dong-huyen-tt25", "2024-02-12", "2025-07-01"),
          of("cong-dong-tinh-tt25", "2024-02-12"),
          of("don-vi-huyen-tt22", "2020-09-21", "2024-01-01"),
          of("don-vi-tinh-tt22", "2020-09-21", "2024-01-01"),
          of("don-vi-huyen-tt24", "2024-01-01", "2025-07-01"),
          of("don-vi-tinh-tt24", "2024-01-01"),
          of("cong-dan-nong-dan", "2022-06-03"),
          of("cong-dan-thi-diem-nong-dan", "2020-11-01", "2022-06-03"),
          of("cong-dan-cong-nhan", "2022-06-03"),
          of("cong-dan-thi-diem-cong-nhan", "2020-11-01", "2022-06-03"),
          of("cong-dan-can-bo", "2022-06-03"),
          of("cong-dan-thi-diem-can-bo", "2020-11-01", "2022-06-03"),
          of("cong-dan-nguoi-hoc", "2022-06-03"),
          of("to-tu-quan-mau", "2021-01-01"),
          of("trung-tam-hoc-tap-cong-dong-mau", "2021-01-01"),
          of("xa-hoi-hoc-tap-xa-mau", "2021-07-30"),
          of("xa-hoi-hoc-tap-tinh-mau", "2021-07-30"));

  private final CriteriaTable table;
  private final Clock clock;
  private final String name;

  BuiltInCriteria(CriteriaTable table, Languages languages, Clock clock) {
    this.table = table;
    this.clock = clock;
    this.name = languages.vietnamese().t("criteria.built-in.by");
  }

  private static Shipped of(String id, String from) {
    return new Shipped(id, LocalDate.parse(from), null);
  }

  private static Shipped of(String id, String from, String to) {
    return new Shipped(id, LocalDate.parse(from), LocalDate.parse(to));
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
