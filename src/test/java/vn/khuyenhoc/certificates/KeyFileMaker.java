package vn.khuyenhoc.certificates;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Key files (PKCS#12) as an office gets them, for tests. */
public final class KeyFileMaker {

  private KeyFileMaker() {}

  /** One that signs documents between these moments. */
  public static byte[] of(String whose, String password, Instant from, Instant until) {
    return of(
        whose, password, from, until, KeyUsage.digitalSignature | KeyUsage.nonRepudiation, "RSA");
  }

  static byte[] of(
      String whose, String password, Instant from, Instant until, int usage, String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("EC") ? 256 : 2048);
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=" + whose + ",C=VN");
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          name,
                          BigInteger.valueOf(System.nanoTime()),
                          Date.from(from),
                          Date.from(until),
                          name,
                          pair.getPublic())
                      .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
                      .build(
                          new JcaContentSignerBuilder(
                                  algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA")
                              .build(pair.getPrivate())));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "1", pair.getPrivate(), password.toCharArray(), new Certificate[] {certificate});
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, password.toCharArray());
      return out.toByteArray();
    } catch (Exception fault) {
      throw new IllegalStateException(fault);
    }
  }
}
