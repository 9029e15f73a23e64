package vn.khuyenhoc.platform.document;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * What stands above the body of a document.
 *
 * @param issuer who issues it
 * @param kind its kind, printed in capitals above the subject
 * @param number the number the office gave it, without its symbol; null while it has none, which
 *     leaves room to write it by hand
 * @param signedOn the day it is dated; null while unsigned, which leaves day and month blank
 * @param year the year of the document, printed when {@code signedOn} is null
 * @param subject the abstract (trích yếu) under the kind
 * @param preparedAt when the content was drawn up; the file's own dates are set to it
 */
public record DocumentHead(
    IssuingBody issuer,
    DocumentKind kind,
    @Nullable String number,
    @Nullable LocalDate signedOn,
    int year,
    String subject,
    Instant preparedAt) {

  public DocumentHead {
    subject = VietnameseText.nfc(subject.strip());
    number = number == null || number.isBlank() ? null : VietnameseText.nfc(number.strip());
  }

  /**
   * Number and symbol: {@code 58/BC-HKH}, {@code 05/BC-HKH} for a number below ten, blanks before
   * the stroke while there is no number, dots for a symbol that nobody has entered.
   */
  public String numberAndSymbol() {
    return Decree30.say(
        "number-and-symbol",
        writtenNumber(),
        kind.symbol(),
        issuer.symbol().isEmpty() ? Decree30.say("symbol-open") : issuer.symbol());
  }

  /** {@code Sơn La, ngày 05 tháng 01 năm 2024}. */
  String placeAndDate() {
    return Decree30.say("place-and-date", issuer.place(), longDate());
  }

  String longDate() {
    return Decree30.date(signedOn, year);
  }

  String writtenNumber() {
    if (number == null) {
      return "    ";
    }
    return number.length() == 1 && Character.isDigit(number.charAt(0)) ? "0" + number : number;
  }
}
