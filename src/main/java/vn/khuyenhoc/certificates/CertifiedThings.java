package vn.khuyenhoc.certificates;

import java.util.Optional;

/**
 * What certificates certify, as the module knows it that has them issued: a certificate does not
 * end before what it says does.
 */
public interface CertifiedThings {

  /**
   * Where what a certificate says is taken back, and its certificate with it.
   *
   * @return its page; empty where the certificate can be taken back by itself
   */
  Optional<String> path(Certificate certificate);
}
