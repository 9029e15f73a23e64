package vn.khuyenhoc.certificates.paper;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import vn.khuyenhoc.platform.pdf.Face;

/**
 * Everything that one certificate says, ready to be drawn.
 *
 * @param nation the two lines that every official document begins with
 * @param above the body above the issuer, in capitals; empty for none
 * @param issuer who issues, in capitals
 * @param heading what it is: GIẤY CHỨNG NHẬN
 * @param certifies the words before the name
 * @param name whose it is
 * @param place where that is; may be empty
 * @param achieved the words before the title
 * @param title the title
 * @param lines what is said of it below: rating, validity, decision
 * @param dated place and date
 * @param signerTitle what the signer is, line by line, in capitals
 * @param signerName who signs
 * @param beside what stands beside the square code: number, code, where to check
 * @param square the text of the square code
 * @param fileTitle the title of the file
 * @param issuedOn the day printed on it
 * @param key what tells its file from every other
 */
public record Paper(
    List<String> nation,
    String above,
    String issuer,
    String heading,
    String certifies,
    String name,
    String place,
    String achieved,
    String title,
    List<String> lines,
    String dated,
    List<String> signerTitle,
    String signerName,
    List<String> beside,
    String square,
    String fileTitle,
    LocalDate issuedOn,
    String key) {

  /** Every text on it in a face, for the letters that its file needs. */
  Stream<String> texts(Face face) {
    return switch (face) {
      case REGULAR ->
          Stream.of(Stream.of(above, place), lines.stream(), beside.stream().skip(1))
              .flatMap(one -> one);
      case BOLD ->
          Stream.of(
                  nation.stream(),
                  signerTitle.stream(),
                  beside.stream().limit(1),
                  Stream.of(issuer, heading, name, title, signerName))
              .flatMap(one -> one);
      case ITALIC -> Stream.of(certifies, achieved, dated);
    };
  }
}
