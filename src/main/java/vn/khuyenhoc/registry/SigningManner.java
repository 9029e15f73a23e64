package vn.khuyenhoc.registry;

/**
 * By whose authority somebody signs (Decree 30/2020, Annex I, part I, II.7). A collective (TM.) is
 * signed for by its head, or by a deputy in the head's place.
 */
public enum SigningManner {
  /** The head. */
  OWN(""),
  /** Ký thay: a deputy in the place of the head. */
  IN_PLACE("KT."),
  /** Ký thừa lệnh: by order of the head. */
  BY_ORDER("TL."),
  /** Ký thừa ủy quyền: under an authority given in writing. */
  AUTHORISED("TUQ.");

  private final String abbreviation;

  SigningManner(String abbreviation) {
    this.abbreviation = abbreviation;
  }

  /** How it is written before the head's position; empty for the head. */
  String abbreviation() {
    return abbreviation;
  }

  /** The key of its name in the messages. */
  public String messageKey() {
    return "signer.manner." + name();
  }
}
