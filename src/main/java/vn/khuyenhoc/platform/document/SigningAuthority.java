package vn.khuyenhoc.platform.document;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By whose authority somebody signs a document of a body: the head's own ({@code CHỦ TỊCH}), or
 * that of a collective ({@code TM. ỦY BAN NHÂN DÂN}). Which of the two is data, by the kind of
 * document and of body ({@code messages/signing.properties}); Decree 30/2020, Annex I, part I,
 * II.7. An office that signs otherwise says so with the position: {@code TM. Ủy ban nhân dân, Chủ
 * tịch}; {@code TL. Chủ tịch, Chánh Văn phòng}.
 */
public final class SigningAuthority {

  private static final Wording WORDING = Wording.of("signing");
  private static final Pattern STATED = Pattern.compile(WORDING.say("stated"));
  private static final Pattern FOR = Pattern.compile(WORDING.say("stated-for"));
  private static final Pattern FOR_ALONE = Pattern.compile("^(?:TL|TUQ)\\.\\s+");
  private static final Pattern REPEATED = Pattern.compile(WORDING.say("repeated"));
  private static final Locale VIETNAMESE = Locale.of("vi", "VN");
  private static final List<String> BODIES = List.of("committee", "association", "front");
  private static final String HEAD = "head";

  private final String issuer;
  private final @Nullable String collective;
  private final @Nullable String statedFor;
  private final String position;

  private SigningAuthority(
      String issuer, @Nullable String collective, @Nullable String statedFor, String position) {
    this.issuer = issuer;
    this.collective = collective;
    this.statedFor = statedFor;
    this.position = position;
  }

  /**
   * Who signs.
   *
   * @param kind what is signed
   * @param issuer the body that issues it: {@code Ủy ban nhân dân xã Thuận Châu}
   * @param position the signer's position there, {@code Phó Chủ tịch}; with the collective before
   *     it where the office states it
   */
  public static SigningAuthority of(DocumentKind kind, String issuer, String position) {
    Matcher stated = STATED.matcher(position.strip());
    boolean named = stated.matches();
    String as = named ? stated.group(2) : position.strip();
    Matcher instead = FOR.matcher(as);
    String statedFor = null;
    if (instead.matches()) {
      statedFor = instead.group(1).toUpperCase(VIETNAMESE) + ". " + capital(own(instead.group(2)));
      as = instead.group(3);
    }
    // by order or under an authority of the head nobody signs for a collective
    String collective =
        statedFor != null && !statedFor.startsWith(Decree30.say("in-place-of", ""))
            ? null
            : named ? stated.group(1) : collective(kind, issuer);
    return new SigningAuthority(
        issuer, collective, statedFor, named || instead.matches() ? capital(own(as)) : own(as));
  }

  /**
   * A position with the authority before it, as {@link #of} reads it.
   *
   * @param collective the collective that is signed for; empty for the one that is usual
   * @param signsFor the head who is signed for, with {@code KT.}, {@code TL.} or {@code TUQ.};
   *     empty for nobody but the head
   * @param position the signer's own
   */
  public static String stated(String collective, String signsFor, String position) {
    return Stream.of(
            collective.isEmpty() ? "" : Decree30.say("on-behalf-of", collective),
            signsFor,
            position)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** The position without the body, which stands beside it anyhow. */
  private static String own(String position) {
    return REPEATED.matcher(position).replaceFirst("");
  }

  /**
   * The collective in whose name a body issues documents of a kind; null where its head does by his
   * or her own authority.
   */
  public static @Nullable String collective(DocumentKind kind, String issuer) {
    if (kind == DocumentKind.MINUTES) {
      return null;
    }
    for (String body : BODIES) {
      if (begins(issuer, body)) {
        String said = WORDING.say(body + "." + kind.name());
        return said.equals(HEAD) ? null : said;
      }
    }
    return null;
  }

  /** A body with its name in full: {@code Ủy ban nhân dân xã Thuận Châu} for UBND. */
  public static String whole(String body) {
    String brief = WORDING.say("committee.short") + " ";
    return body.startsWith(brief)
        ? WORDING.say("committee.long") + " " + body.substring(brief.length())
        : body;
  }

  /** What the head of a body is called: {@code Chủ tịch}, {@code Giám đốc}. */
  public static String head(String issuer) {
    for (String one : WORDING.say("heads").split("\\|", -1)) {
      int at = one.indexOf(':');
      if (issuer.equals(one.substring(0, at)) || issuer.startsWith(one.substring(0, at) + " ")) {
        return one.substring(at + 1);
      }
    }
    return WORDING.say(HEAD);
  }

  private static boolean begins(String issuer, String body) {
    return Arrays.stream(WORDING.say("body." + body).split("\\|", -1)).anyMatch(issuer::startsWith);
  }

  /** The signer's own position: {@code Phó Chủ tịch}. */
  public String position() {
    return position;
  }

  /**
   * The head who is signed for: {@code Chủ tịch} by a deputy, {@code TL. Chủ tịch} by order; null
   * where the head signs.
   */
  public @Nullable String inPlaceOf() {
    if (statedFor != null) {
      String before = Decree30.say("in-place-of", "");
      return statedFor.startsWith(before) ? statedFor.substring(before.length()) : statedFor;
    }
    String deputy = WORDING.say("deputy") + " ";
    return position.startsWith(deputy) ? capital(position.substring(deputy.length())) : null;
  }

  /** The signature block, with room for the name where nobody has signed yet. */
  public SignatureBlock block(@Nullable String signer) {
    return new SignatureBlock(collective, inPlaceOf(), position, signer);
  }

  /**
   * Who decides, as it stands in capitals above a decision: {@code CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ
   * THUẬN CHÂU}, {@code ỦY BAN NHÂN DÂN XÃ THUẬN CHÂU}, {@code BAN THƯỜNG VỤ HỘI KHUYẾN HỌC XÃ
   * THUẬN CHÂU}.
   */
  public String decides() {
    String deputyOf = inPlaceOf();
    String signs = deputyOf == null ? position : FOR_ALONE.matcher(deputyOf).replaceFirst("");
    // what somebody wrote behind the position is of the signer, not of the office
    String head = signs.startsWith(head(issuer)) ? head(issuer) : signs;
    String who =
        collective == null
            ? WORDING.say("authority.head", head, issuer)
            : issuer.startsWith(collective)
                ? WORDING.say("authority.committee", issuer)
                : WORDING.say("authority.collective", collective, issuer);
    return who.toUpperCase(VIETNAMESE);
  }

  private static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(VIETNAMESE) + words.substring(1);
  }
}
