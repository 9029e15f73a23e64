package vn.khuyenhoc.platform.document;

import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * Who issues a document, in ordinary letters as inside a sentence; the head turns them to capitals.
 *
 * @param superior the body above, printed first and plain; empty where there is none
 * @param name the issuing body itself: {@code Hội Khuyến học tỉnh Sơn La}
 * @param symbol its abbreviation in document symbols: {@code HKH}
 * @param place the place beside the date: {@code Sơn La}
 */
public record IssuingBody(String superior, String name, String symbol, String place) {

  public IssuingBody {
    superior = VietnameseText.nfc(superior.strip());
    name = VietnameseText.nfc(name.strip());
    symbol = VietnameseText.nfc(symbol.strip());
    place = VietnameseText.nfc(place.strip());
  }
}
