package vn.khuyenhoc.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.document.SignatureBlock;
import vn.khuyenhoc.platform.document.SigningAuthority;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Who signs a paper of a body on a day.
 *
 * @param paper what is signed
 * @param day the day of the document
 * @param issuer what the body is called on the document
 * @param areaId the area that it is of
 * @param body the body in the register; null where it is not there
 * @param signers everybody who signs such papers that day, the usual one first
 * @param usual the one who signs where nobody else is chosen; null where nobody is entered
 */
public record Signing(
    SignedPaper paper,
    LocalDate day,
    String issuer,
    int areaId,
    @Nullable UUID body,
    List<Signer> signers,
    @Nullable Signer usual) {

  public Signing {
    signers = List.copyOf(signers);
  }

  /** The same with another one of those who may sign; as it is where it is none of them. */
  public Signing by(@Nullable UUID signer) {
    return signers.stream()
        .filter(one -> one.id().equals(signer))
        .findFirst()
        .map(one -> new Signing(paper, day, issuer, areaId, body, signers, one))
        .orElse(this);
  }

  /** The same with whoever is named; as it is where that is none of them. */
  public Signing named(String name) {
    return signers.stream()
        .filter(one -> VietnameseText.sameName(one.name(), name))
        .findFirst()
        .map(one -> by(one.id()))
        .orElse(this);
  }

  /** The signature block: with room for the name where nobody is entered. */
  public SignatureBlock block() {
    return usual == null
        ? SigningAuthority.of(paper.kind(), issuer, SigningAuthority.head(issuer)).block(null)
        : usual.block(paper);
  }

  /** The name; empty where nobody is entered. */
  public String name() {
    return usual == null ? "" : usual.name();
  }

  /** The position with the authority before it; empty where nobody is entered. */
  public String title() {
    return usual == null ? "" : usual.title();
  }

  /** What the address of a file says of who signs it; empty where nobody is entered. */
  public String chosen() {
    return usual == null ? "" : "?signer=" + usual.id();
  }

  /** Those who may sign in the place of the one shown. */
  public List<Signer> others() {
    return signers.stream().filter(one -> !one.equals(usual)).toList();
  }

  /** Where whoever signs is entered. */
  public String enter() {
    return body == null
        ? "/bodies/new?area="
            + areaId
            + "&name="
            + URLEncoder.encode(issuer, StandardCharsets.UTF_8)
        : "/bodies/" + body + "/signers";
  }
}
