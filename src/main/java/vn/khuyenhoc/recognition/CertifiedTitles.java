package vn.khuyenhoc.recognition;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.certificates.Certificate;
import vn.khuyenhoc.certificates.CertifiedThings;

/** A certificate of a title that holds ends with its title. */
@Component
class CertifiedTitles implements CertifiedThings {

  private final TitleTable titles;

  CertifiedTitles(TitleTable titles) {
    this.titles = titles;
  }

  @Override
  public Optional<String> path(Certificate certificate) {
    return titles.certifiedBy(certificate.id()).map(key -> "/titles/" + key.text());
  }
}
