package vn.khuyenhoc.platform.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Signs documents with the key of an organisation from a PKCS#12 file. The password is used once to
 * open it and not kept. May be used by several threads at once.
 */
public final class DocumentSigner {

  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final List<X509Certificate> chain;
  private final int room;

  private DocumentSigner(PrivateKey key, X509Certificate certificate, List<X509Certificate> chain) {
    this.key = key;
    this.certificate = certificate;
    this.chain = chain;
    byte[] nothing = new byte[2];
    // what an elliptic curve signs is a few bytes longer at one time than at another
    this.room = signed(nothing, 0, 0).length + 64;
  }

  /**
   * Opens a key file.
   *
   * @param file its bytes
   * @param password as typed
   * @param now when it is to sign
   * @throws SignatureProblem if it cannot sign, with the reason
   */
  public static DocumentSigner open(byte[] file, char[] password, Instant now) {
    KeyStore store;
    try {
      store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(file), password);
    } catch (IOException refused) {
      throw new SignatureProblem(
          refused.getCause() instanceof UnrecoverableKeyException
              ? SignatureProblem.Why.PASSWORD
              : SignatureProblem.Why.UNREADABLE,
          "",
          null);
    } catch (GeneralSecurityException unsound) {
      throw new SignatureProblem(SignatureProblem.Why.UNREADABLE, "", null);
    }
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)
            && store.getKey(alias, password) instanceof PrivateKey key
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          List<X509Certificate> chain = new ArrayList<>();
          for (var one : store.getCertificateChain(alias)) {
            chain.add((X509Certificate) one);
          }
          verify(certificate, now);
          return new DocumentSigner(key, certificate, chain);
        }
      }
    } catch (GeneralSecurityException unsound) {
      throw new SignatureProblem(SignatureProblem.Why.UNREADABLE, "", null);
    }
    throw new SignatureProblem(SignatureProblem.Why.UNREADABLE, "", null);
  }

  private static void verify(X509Certificate certificate, Instant now) {
    if (certificate.getNotAfter().before(Date.from(now))) {
      throw new SignatureProblem(
          SignatureProblem.Why.EXPIRED, whose(certificate), day(certificate.getNotAfter()));
    }
    if (certificate.getNotBefore().after(Date.from(now))) {
      throw new SignatureProblem(
          SignatureProblem.Why.NOT_YET, whose(certificate), day(certificate.getNotBefore()));
    }
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[0] && !usage[1]) {
      throw new SignatureProblem(SignatureProblem.Why.NOT_FOR_SIGNING, whose(certificate), null);
    }
  }

  /** Whose key it is, as its certificate says. */
  public String name() {
    return whose(certificate);
  }

  /** The last day on which it signs. */
  public LocalDate until() {
    return day(certificate.getNotAfter());
  }

  /** The most bytes that a signature takes. */
  public int room() {
    return room;
  }

  /** Signs all of a document. */
  byte[] sign(byte[] document) {
    return signed(document, document.length, document.length);
  }

  /** Signs a document but for the part from one place to another. */
  public byte[] sign(byte[] document, int from, int until) {
    return signed(document, from, until);
  }

  private byte[] signed(byte[] document, int from, int until) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      IssuerSerial serial =
          new IssuerSerial(
              new GeneralNames(
                  new GeneralName(new JcaX509CertificateHolder(certificate).getIssuer())),
              certificate.getSerialNumber());
      Attribute which =
          new Attribute(
              PKCSObjectIdentifiers.id_aa_signingCertificateV2,
              new DERSet(new SigningCertificateV2(new ESSCertIDv2(null, hash, serial))));
      AttributeTable attributes = new AttributeTable(which);
      ContentSigner signer =
          new JcaContentSignerBuilder(
                  key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA")
              .build(key);
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .setSignedAttributeGenerator(
                  new DefaultSignedAttributeTableGenerator(attributes) {
                    @Override
                    public AttributeTable getAttributes(@SuppressWarnings("rawtypes") Map of) {
                      // PAdES keeps the time of signing in the document's own dictionary
                      return super.getAttributes(of).remove(CMSAttributes.signingTime);
                    }
                  })
              .build(signer, certificate));
      generator.addCertificates(new JcaCertStore(chain));
      return generator.generate(new AllBut(document, from, until), false).getEncoded("DER");
    } catch (GeneralSecurityException
        | OperatorCreationException
        | CMSException
        | IOException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** A document without the part that its signature takes. */
  private record AllBut(byte[] document, int from, int until) implements CMSTypedData {

    @Override
    public ASN1ObjectIdentifier getContentType() {
      return PKCSObjectIdentifiers.data;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      out.write(document, 0, from);
      out.write(document, until, document.length - until);
    }

    @Override
    public Object getContent() {
      return document;
    }
  }

  private static String whose(X509Certificate certificate) {
    try {
      for (Rdn one : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (one.getType().equalsIgnoreCase("CN")) {
          return String.valueOf(one.getValue());
        }
      }
    } catch (InvalidNameException odd) {
      return certificate.getSubjectX500Principal().getName();
    }
    return certificate.getSubjectX500Principal().getName();
  }

  private static LocalDate day(Date moment) {
    return moment.toInstant().atZone(VIETNAM).toLocalDate();
  }
}
