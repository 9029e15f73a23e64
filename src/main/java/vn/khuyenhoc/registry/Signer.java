package vn.khuyenhoc.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.document.DocumentKind;
import vn.khuyenhoc.platform.document.SignatureBlock;
import vn.khuyenhoc.platform.document.SigningAuthority;

/**
 * Somebody who signs documents of a body.
 *
 * @param id identity
 * @param bodyId the body
 * @param body what it is called
 * @param entry who, as what, what and when
 * @param version counts its changes
 * @param changedAt when it was changed last
 * @param changedBy by whom
 */
public record Signer(
    UUID id,
    UUID bodyId,
    String body,
    Entry entry,
    int version,
    Instant changedAt,
    String changedBy) {

  /**
   * What can be typed of one who signs.
   *
   * @param name the full name
   * @param position the signer's own position: {@code Phó Chủ tịch}
   * @param manner by whose authority
   * @param collective the collective that is signed for (TM.): {@code Ủy ban nhân dân}; empty for
   *     the one that is usual for the kind of document
   * @param signsFor the head who is signed for: {@code Chủ tịch}; empty for the head of the body
   * @param papers what is signed
   * @param usual which of it this one signs where nobody else is chosen
   * @param from first day
   * @param to last day; null while there is no end
   */
  public record Entry(
      String name,
      String position,
      SigningManner manner,
      String collective,
      String signsFor,
      Set<SignedPaper> papers,
      Set<SignedPaper> usual,
      LocalDate from,
      @Nullable LocalDate to) {
    public Entry {
      papers = Set.copyOf(papers);
      usual = Set.copyOf(usual);
    }

    /** Whether this one signs on a day. */
    public boolean on(LocalDate day) {
      return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }
  }

  /** The full name. */
  public String name() {
    return entry.name();
  }

  /** Whether this one signs such a paper on a day. */
  public boolean signs(SignedPaper paper, LocalDate day) {
    return entry.papers().contains(paper) && entry.on(day);
  }

  /** The position with the authority before it, as {@link SigningAuthority} reads it. */
  public String title() {
    String head = entry.signsFor().isEmpty() ? SigningAuthority.head(body) : entry.signsFor();
    boolean plain =
        entry.manner() == SigningManner.OWN
            || (entry.manner() == SigningManner.IN_PLACE
                && head.equals(
                    SigningAuthority.of(DocumentKind.DECISION, body, entry.position())
                        .inPlaceOf()));
    return SigningAuthority.stated(
        entry.collective(),
        plain ? "" : entry.manner().abbreviation() + " " + head,
        entry.position());
  }

  /** The signature block on such a paper. */
  public SignatureBlock block(SignedPaper paper) {
    return SigningAuthority.of(paper.kind(), body, title()).block(entry.name());
  }
}
