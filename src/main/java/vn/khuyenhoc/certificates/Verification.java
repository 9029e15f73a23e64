package vn.khuyenhoc.certificates;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.certificates.Verified.Answer;
import vn.khuyenhoc.platform.text.VietnameseText;

/** Whether a certificate is genuine and counts today, from the record as it stands now. */
@Component
class Verification {

  /** The most issuers and years to choose from. */
  static final int CHOICES = 10;

  private static final int LONGEST = 600;
  private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{1,8}(?!\\d)");
  private static final Pattern YEAR = Pattern.compile("(?:19|20|21)\\d\\d");

  private final CertificateTable table;
  private final SeriesTable numbers;
  private final SigningKeys keys;
  private final Clock clock;

  Verification(CertificateTable table, SeriesTable numbers, SigningKeys keys, Clock clock) {
    this.table = table;
    this.numbers = numbers;
    this.keys = keys;
    this.clock = clock;
  }

  /** What a square code holds, or what somebody typed from under it: an address, a text, a code. */
  Verified byText(String text) {
    String bare = text.strip();
    bare = bare.substring(bare.lastIndexOf('/') + 1);
    if (bare.length() > LONGEST) {
      return Verified.of(Answer.WRONG);
    }
    if (bare.length() <= 2 * CertificateCode.LENGTH) {
      return CertificateCode.read(bare)
          .map(code -> stands(table.byCode(code)))
          .orElseGet(() -> Verified.of(Answer.MISTYPED));
    }
    Optional<CodePayload.Read> read = CodePayload.read(bare);
    Optional<PublishedKey> key = read.flatMap(one -> keys.byId(one.payload().keyId()));
    if (read.isEmpty() || key.isEmpty() || !read.get().by(key.get().key())) {
      return Verified.of(Answer.WRONG);
    }
    if (!key.get().usedOn(read.get().payload().signedOn())) {
      return Verified.of(Answer.KEY_OUT_OF_USE);
    }
    return stands(table.byCode(read.get().payload().code()));
  }

  /**
   * By what is printed in words.
   *
   * @param number as typed: 12/GCN-UBND, or 12
   * @param issuer name or code of who issued, in any order of words
   * @param year of issue; empty for any
   */
  Verified byNumber(String number, String issuer, String year) {
    String typed = VietnameseText.clean(number);
    String whose = VietnameseText.clean(issuer);
    if (whose.isEmpty() || whose.length() > 200 || typed.length() > 80) {
      return Verified.of(Answer.UNKNOWN);
    }
    int[] candidates =
        NUMBER
            .matcher(typed)
            .results()
            .mapToInt(found -> Integer.parseInt(found.group()))
            .distinct()
            .limit(4)
            .toArray();
    String of = VietnameseText.clean(year);
    List<String> patterns =
        Arrays.stream(VietnameseText.fold(whose).split(" "))
            .filter(word -> !word.isEmpty())
            .map(word -> "%" + word.replaceAll("([%_\\\\])", "\\\\$1") + "%")
            .limit(12)
            .toList();
    List<List<Certificate>> found = new ArrayList<>();
    for (Series series :
        numbers.meant(
            whose.toUpperCase(Locale.ROOT),
            patterns,
            YEAR.matcher(of).matches() ? Integer.parseInt(of) : 0,
            candidates,
            CHOICES)) {
      Arrays.stream(candidates)
          .filter(n -> n >= series.first() && n < series.next())
          .filter(n -> typed.matches("\\d+") || sameNumber(typed, series.numbered(n)))
          .boxed()
          .findFirst()
          .map(n -> table.byNumber(series.id(), n))
          .filter(one -> !one.isEmpty())
          .ifPresent(found::add);
    }
    if (found.size() > 1) {
      return new Verified(Answer.SEVERAL, null, null, found.stream().map(List::getFirst).toList());
    }
    return found.isEmpty() ? Verified.of(Answer.UNKNOWN) : stands(found.getFirst());
  }

  /** By its place in a series, as the choice among several leads to it. */
  Verified inSeries(int seriesId, int n) {
    return stands(table.byNumber(seriesId, n));
  }

  private static boolean sameNumber(String typed, String number) {
    return key(typed).equals(key(number));
  }

  private static String key(String number) {
    return VietnameseText.fold(number).replaceAll("[\\s.]", "").replaceFirst("^0+(?=\\d)", "");
  }

  private Verified stands(List<Certificate> found) {
    if (found.isEmpty()) {
      return Verified.of(Answer.UNKNOWN);
    }
    Certificate one = found.getFirst();
    return new Verified(
        Answer.valueOf(one.status(LocalDate.now(clock)).name()),
        one,
        found.size() > 1 ? found.get(1) : null,
        List.of());
  }
}
