package vn.khuyenhoc.platform.attachment;

/** What an attached file is, once it has been read. */
public enum AttachmentKind {
  /** A picture, always kept as JPEG whatever it was sent as. */
  PICTURE("image/jpeg", "jpg"),
  /** A PDF without scripts, files inside or a password. */
  PDF("application/pdf", "pdf"),
  /** A Word document without macros (.docx). */
  WORD("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
  /** An Excel workbook without macros (.xlsx). */
  EXCEL("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

  private final String mediaType;
  private final String ending;

  AttachmentKind(String mediaType, String ending) {
    this.mediaType = mediaType;
    this.ending = ending;
  }

  /** Whether a signed paper can be kept as it: a photo or a scan. */
  public boolean showsPaper() {
    return this == PICTURE || this == PDF;
  }

  /** How a kept paper of that media type ends when it is saved, without the dot. */
  public static String endingOf(String mediaType) {
    for (AttachmentKind kind : values()) {
      if (kind.mediaType.equals(mediaType)) {
        return kind.ending;
      }
    }
    // kept as it was sent, before pictures were drawn anew
    return "png";
  }

  /** As a browser is told. */
  public String mediaType() {
    return mediaType;
  }

  /** The ending of the file's name when it is saved, without the dot. */
  public String ending() {
    return ending;
  }
}
