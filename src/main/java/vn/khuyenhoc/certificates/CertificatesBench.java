package vn.khuyenhoc.certificates;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.areas.Areas;
import vn.khuyenhoc.certificates.paper.PaperLook;
import vn.khuyenhoc.platform.Acting;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Bench;
import vn.khuyenhoc.platform.Ids;
import vn.khuyenhoc.platform.RunState;

/**
 * 10,000 separate certificates, each a PDF with its square code and a signature of its own
 * (PAdES-B-B, RSA of 2,048 bits), from the records to finished files on disk; beside it the same as
 * books for a printer, and how long 5,000 take to be issued.
 */
@Component
class CertificatesBench implements Bench {

  private static final int FILES = 10_000;
  private static final int ISSUED = 5_000;
  private static final String PASSWORD = "bench";

  private final MeasuredCertificates measured;
  private final PrintRuns runs;
  private final Areas areas;

  CertificatesBench(MeasuredCertificates measured, PrintRuns runs, Areas areas) {
    this.measured = measured;
    this.runs = runs;
    this.areas = areas;
  }

  @Override
  public String name() {
    return "certificates";
  }

  @Override
  public List<Figure> measure(String scale) {
    Actor operator = Actor.operator("bench", areas.nation().id());
    return Acting.as(
        operator,
        () -> {
          measured.issue(200, 1);
          double[] issuing = new double[3];
          for (int round = 0; round < issuing.length; round++) {
            long start = System.nanoTime();
            measured.issue(ISSUED, 1);
            issuing[round] = (System.nanoTime() - start) / 1e9;
            System.out.printf("%,d issued: %.2f s%n", ISSUED, issuing[round]);
          }
          Series series = measured.issue(2 * FILES, 2).getLast();
          double book = run(operator, series, PrintRun.Kind.PRINT);
          double signed = run(operator, series, PrintRun.Kind.SIGNED);
          return List.of(
              Figure.atMost("pdf_10000_s", signed, 120),
              Figure.told("book_10000_s", book),
              Figure.told("issue_5000_s", Bench.at(issuing, 0.5)));
        });
  }

  private double run(Actor operator, Series series, PrintRun.Kind kind) {
    byte[] key = keyFile();
    long start = System.nanoTime();
    PrintRun begun =
        runs.begin(
                operator,
                new PrintRuns.Wanted(
                    Ids.next(),
                    series.id(),
                    null,
                    kind,
                    new PaperLook(true, PaperLook.Colour.RED),
                    "",
                    "https://khuyenhoc.example.vn"),
                key,
                PASSWORD)
            .orThrow();
    runs.workAll();
    double seconds = (System.nanoTime() - start) / 1e9;
    PrintRun done = runs.read(operator, begun.id());
    List<PrintRun.Part> parts = runs.parts(begun.id());
    if (done.state() != RunState.DONE || done.done() != FILES) {
      throw new IllegalStateException("%s: %s".formatted(done.state(), done.problem()));
    }
    long bytes = parts.stream().mapToLong(PrintRun.Part::size).sum();
    System.out.printf(
        "%s: %,d certificates in %.1f s, %d parts, %.1f kB each%n",
        kind, done.done(), seconds, parts.size(), bytes / 1000.0 / FILES);
    if (kind == PrintRun.Kind.SIGNED && entries(parts) != FILES) {
      throw new IllegalStateException("files are missing");
    }
    return seconds;
  }

  private int entries(List<PrintRun.Part> parts) {
    int entries = 0;
    for (PrintRun.Part part : parts) {
      try (InputStream in = Files.newInputStream(runs.file(part));
          ZipInputStream zip = new ZipInputStream(in)) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          entries++;
        }
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
    return entries;
  }

  private static byte[] keyFile() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=bench");
      Instant now = Instant.now();
      var certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          name,
                          BigInteger.ONE,
                          Date.from(now.minus(Duration.ofDays(1))),
                          Date.from(now.plus(Duration.ofDays(9))),
                          name,
                          pair.getPublic())
                      .build(
                          new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "1", pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, PASSWORD.toCharArray());
      return out.toByteArray();
    } catch (GeneralSecurityException | OperatorCreationException | IOException fault) {
      throw new IllegalStateException(fault);
    }
  }
}
