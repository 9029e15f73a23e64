package vn.khuyenhoc.platform.document;

import java.util.List;
import vn.khuyenhoc.platform.text.VietnameseText;

/**
 * The distribution list at the end of a document ("Nơi nhận").
 *
 * @param names one recipient a line, without dash or full stop
 * @param archive where the copy is kept, after "Lưu:": {@code VT, VP}
 */
public record Recipients(List<String> names, String archive) {

  public Recipients {
    names = names.stream().map(name -> VietnameseText.nfc(name.strip())).toList();
    archive = VietnameseText.nfc(archive.strip());
  }
}
