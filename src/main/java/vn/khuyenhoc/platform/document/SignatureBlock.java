package vn.khuyenhoc.platform.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who signs and in what capacity. Printed in capitals, with room for signature and seal above the
 * name.
 *
 * @param onBehalfOf the collective signed for (TM.): {@code Ban Chấp hành}; null when signing for
 *     none
 * @param inPlaceOf the head a deputy signs for (KT.): {@code Chủ tịch}; null when the head signs
 * @param position the signer's own position: {@code Phó Chủ tịch}
 * @param signer the signer's name; null leaves the line empty
 */
public record SignatureBlock(
    @Nullable String onBehalfOf,
    @Nullable String inPlaceOf,
    String position,
    @Nullable String signer) {

  /** The lines above the signature, in capitals. */
  List<String> capacity() {
    var lines = new ArrayList<String>();
    if (onBehalfOf != null && !onBehalfOf.isBlank()) {
      lines.add(DocumentText.of("on-behalf-of", VietnameseForm.upper(onBehalfOf)));
    }
    if (inPlaceOf != null && !inPlaceOf.isBlank()) {
      lines.add(DocumentText.of("in-place-of", VietnameseForm.upper(inPlaceOf)));
    }
    lines.add(VietnameseForm.upper(position));
    return lines;
  }
}
