package vn.khuyenhoc.certificates;

/** What a certificate is worth on a day. */
public enum CertificateStatus {
  /** Counts. */
  VALID,
  /** Its first day is to come. */
  NOT_YET,
  /** Its last day is over. */
  EXPIRED,
  /** Taken back, with a reason. */
  REVOKED,
  /** Corrected by another one. */
  REPLACED
}
