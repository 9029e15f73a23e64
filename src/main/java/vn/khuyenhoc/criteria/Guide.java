package vn.khuyenhoc.criteria;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.web.Texts;

/**
 * A document of guidance (tài liệu hướng dẫn) that a province or the country added to the library.
 *
 * @param id identity
 * @param areaId whose it is: a province, or the country
 * @param areaName what that is called today
 * @param entry what it says of itself
 * @param file the name of its file; empty where it is an address alone
 * @param mediaType what that file is; null for none
 * @param version counts its corrections
 * @param changedAt when it was corrected last
 * @param changedBy by whom
 * @param withdrawn when, by whom and why it was withdrawn; null where it is not
 */
public record Guide(
    UUID id,
    int areaId,
    String areaName,
    Entry entry,
    String file,
    @Nullable String mediaType,
    int version,
    Instant changedAt,
    String changedBy,
    @Nullable Withdrawal withdrawn) {

  /**
   * What is known of it.
   *
   * @param title what it is called
   * @param number its number; may be empty
   * @param dated its date; null where it has none
   * @param issuer who issued it
   * @param model which model it is about; null for all
   * @param step the code of the step of the procedure that it explains; empty for none
   * @param part the number of the criterion or indicator that it explains; empty for none
   * @param link where it is public; empty where it is a file
   */
  public record Entry(
      String title,
      String number,
      @Nullable LocalDate dated,
      String issuer,
      @Nullable LearningModel model,
      String step,
      String part,
      String link) {}

  /** That it is not to be followed any more. */
  public record Withdrawal(Instant at, String by, String reason) {}

  /** Where it is read. */
  public String href() {
    return mediaType == null ? entry.link() : "/library/files/" + id;
  }

  /** Number, date and issuer, as far as they are known. */
  public String sub(Texts t) {
    List<String> parts = new ArrayList<>();
    if (!entry.number().isEmpty()) {
      parts.add(entry.number());
    }
    LocalDate dated = entry.dated();
    if (dated != null) {
      parts.add(t.date(dated));
    }
    parts.add(entry.issuer());
    return String.join(" · ", parts);
  }

  /** What it is about; empty for everything. */
  public String about(Texts t) {
    List<String> parts = new ArrayList<>();
    LearningModel model = entry.model();
    if (model != null) {
      parts.add(t.t(model.messageKey(model.levels().getFirst())));
    }
    if (!entry.step().isEmpty()) {
      parts.add(t.t("procedure.step." + entry.step()));
    }
    if (!entry.part().isEmpty()) {
      parts.add(t.t("library.part.of", entry.part()));
    }
    return String.join(" · ", parts);
  }
}
