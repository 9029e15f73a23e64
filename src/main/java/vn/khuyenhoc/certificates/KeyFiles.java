package vn.khuyenhoc.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Problem;
import vn.khuyenhoc.platform.Result;
import vn.khuyenhoc.platform.SecretFiles;
import vn.khuyenhoc.platform.pdf.DocumentSigner;
import vn.khuyenhoc.platform.pdf.SignatureProblem;

/**
 * The key files (PKCS#12) that bodies sign documents with: one set for the whole server by {@code
 * khuyenhoc.signature.file} with {@code khuyenhoc.signature.password}, or sent by an officer and
 * kept for the body. A password that somebody types is used to open the file and forgotten.
 */
@Component
public class KeyFiles {

  /** Larger than any key file. */
  public static final int MOST_BYTES = 200_000;

  private final Path folder;
  private final String setFile;
  private final String setPassword;
  private final PrintRunTable table;
  private final Clock clock;

  KeyFiles(
      @Value("${khuyenhoc.files}") Path files,
      @Value("${khuyenhoc.signature.file:}") String setFile,
      @Value("${khuyenhoc.signature.password:}") String setPassword,
      PrintRunTable table,
      Clock clock) {
    this.folder = files.resolve("keys");
    this.setFile = setFile;
    this.setPassword = setPassword;
    this.table = table;
    this.clock = clock;
  }

  /** Whether the server has a key file and its password by setting. */
  public boolean set() {
    return !setFile.isEmpty();
  }

  /** The file kept for a body. */
  public Optional<KeyFile> kept(int areaId) {
    return table.keyFile(areaId);
  }

  /** What the setting opens; empty without one. */
  Optional<Result<DocumentSigner>> bySetting() {
    if (!set()) {
      return Optional.empty();
    }
    try {
      return Optional.of(opened(Files.readAllBytes(Path.of(setFile)), setPassword.toCharArray()));
    } catch (IOException gone) {
      return Optional.of(Result.refused(Problem.of(CertificatesProblem.SIGNATURE_UNREADABLE)));
    }
  }

  /**
   * Opens the key file of a body, for a caller who has seen to it that the actor may sign for it.
   * Fields of problems: {@code keyfile}, {@code password}.
   *
   * @param sent a file that was sent with the form and is kept from now on; null for the one kept
   * @param password as typed
   */
  public Result<DocumentSigner> open(
      Actor actor, int areaId, byte @Nullable [] sent, String password) {
    byte[] file;
    try {
      if (sent != null) {
        file = sent;
      } else {
        Optional<Result<DocumentSigner>> set = password.isEmpty() ? bySetting() : Optional.empty();
        if (set.isPresent()) {
          return set.get();
        }
        Optional<KeyFile> known = table.keyFile(areaId);
        if (known.isEmpty() || !Files.exists(folder.resolve(known.get().file()))) {
          return Result.refused(Problem.at("keyfile", CertificatesProblem.SIGNATURE_MISSING));
        }
        file = Files.readAllBytes(folder.resolve(known.get().file()));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    Result<DocumentSigner> opened = opened(file, password.toCharArray());
    if (sent != null && opened instanceof Result.Ok<DocumentSigner>(DocumentSigner signer)) {
      String name = "signature-" + areaId + "-" + hash(sent) + ".p12";
      SecretFiles.keep(folder.resolve(name), sent);
      table.keepKeyFile(
          areaId, new KeyFile(name, signer.name(), signer.until()), clock.instant(), actor);
    }
    return opened;
  }

  private Result<DocumentSigner> opened(byte[] file, char[] password) {
    try {
      return Result.ok(DocumentSigner.open(file, password, clock.instant()));
    } catch (SignatureProblem problem) {
      Object day = problem.day() == null ? "" : problem.day();
      return Result.refused(
          switch (problem.why()) {
            case PASSWORD -> Problem.at("password", CertificatesProblem.SIGNATURE_PASSWORD);
            case UNREADABLE -> Problem.at("keyfile", CertificatesProblem.SIGNATURE_UNREADABLE);
            case EXPIRED ->
                Problem.at("keyfile", CertificatesProblem.SIGNATURE_EXPIRED, problem.whose(), day);
            case NOT_YET ->
                Problem.at("keyfile", CertificatesProblem.SIGNATURE_NOT_YET, problem.whose(), day);
            case NOT_FOR_SIGNING ->
                Problem.at(
                    "keyfile", CertificatesProblem.SIGNATURE_NOT_FOR_SIGNING, problem.whose());
          });
    } finally {
      Arrays.fill(password, ' ');
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 6);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
