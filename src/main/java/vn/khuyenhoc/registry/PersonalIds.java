package vn.khuyenhoc.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.khuyenhoc.platform.SecretFiles;

/**
 * Identity numbers of persons: enciphered with AES-GCM under a key that lies beside the files, and
 * a keyed hash to tell whether one was entered before. The key is made when the first number is
 * entered; a backup carries it with the files. Nothing here ever writes a number to a log, the
 * journal or a list.
 */
@Component
public class PersonalIds {

  private static final int KEY = 32;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int DIGITS = 12;
  private static final byte[] CONTEXT =
      "khuyenhoc personal id 1".getBytes(StandardCharsets.US_ASCII);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final JdbcClient jdbc;

  PersonalIds(@Value("${khuyenhoc.files}") Path folder, JdbcClient jdbc) {
    this.file = folder.resolve("keys").resolve("personal-id.key");
    this.jdbc = jdbc;
  }

  /** A number as it is kept. */
  @SuppressWarnings("ArrayRecordComponent")
  record Kept(byte[] cipher, byte[] hash) {}

  /** The key is not where it was: numbers can be neither read nor added. */
  static final class KeyMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyMissingException() {
      super("the key of identity numbers is missing", null, false, false);
    }
  }

  /** The digits of a number as typed, without blanks and dots; null when it is none. */
  static @Nullable String digits(String typed) {
    String bare = typed.replaceAll("[\\s.\\u00a0-]", "");
    return bare.matches("[0-9]{" + DIGITS + "}") ? bare : null;
  }

  /**
   * Enciphers a number.
   *
   * @param digits its twelve digits
   * @throws KeyMissingException if there are numbers under a key that is gone
   */
  Kept keep(String digits) {
    byte[] keys = keys();
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys, nonce);
      byte[] body = cipher.doFinal(digits.getBytes(StandardCharsets.US_ASCII));
      byte[] whole = Arrays.copyOf(nonce, NONCE + body.length);
      System.arraycopy(body, 0, whole, NONCE, body.length);
      return new Kept(whole, hash(keys, digits));
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /**
   * A number as it may be shown: 0142••••••89; null when the key is missing or another one.
   *
   * @param kept as {@link #keep} made it
   */
  public @Nullable String masked(byte[] kept) {
    if (!Files.exists(file)) {
      return null;
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, read(), Arrays.copyOf(kept, NONCE));
      String digits =
          new String(cipher.doFinal(kept, NONCE, kept.length - NONCE), StandardCharsets.US_ASCII);
      return digits.substring(0, 4) + "•".repeat(DIGITS - 6) + digits.substring(DIGITS - 2);
    } catch (GeneralSecurityException | IllegalArgumentException | KeyMissingException another) {
      return null;
    }
  }

  /** Whether numbers can be read: there are none, or the key that they are under is there. */
  boolean readable() {
    byte[] one =
        jdbc.sql("select id_cipher from registry.citizen where id_cipher is not null limit 1")
            .query((row, number) -> row.getBytes(1))
            .optional()
            .orElse(null);
    return one == null || masked(one) != null;
  }

  /** How the key lies there. */
  enum Key {
    /** There is none. */
    MISSING,
    /** What lies there is no key, or cannot be read. */
    DAMAGED,
    /** There is one; whether it is the right one only the numbers can tell. */
    THERE
  }

  /** How the key lies there now. */
  Key key() {
    if (!Files.exists(file)) {
      return Key.MISSING;
    }
    try {
      read();
      return Key.THERE;
    } catch (KeyMissingException damaged) {
      return Key.DAMAGED;
    }
  }

  /** Where the key belongs. */
  Path file() {
    return file;
  }

  /**
   * How many numbers there are.
   *
   * @param all all of them
   * @param unreadable those that the key does not open
   */
  record Readable(long all, long unreadable) {}

  /** Tries every number with the key that lies there. */
  Readable count() {
    long[] counted = {0, 0};
    try (Stream<byte[]> all =
        jdbc
            .sql("select id_cipher from registry.citizen where id_cipher is not null")
            .query((row, number) -> row.getBytes(1))
            .stream()) {
      all.forEach(
          one -> {
            counted[0]++;
            if (masked(one) == null) {
              counted[1]++;
            }
          });
    }
    return new Readable(counted[0], counted[1]);
  }

  /**
   * Readable by the product's account alone, also after it came back with the files of a backup.
   */
  void keepPrivate() {
    try {
      if (Files.exists(file)) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException | UnsupportedOperationException elsewhere) {
      // a file system without such permissions, or one that is read only
    }
  }

  private static Cipher cipher(int mode, byte[] keys, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(keys, 0, KEY, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(CONTEXT);
    return cipher;
  }

  private static byte[] hash(byte[] keys, String digits) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(keys, KEY, KEY, "HmacSHA256"));
    return mac.doFinal(digits.getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] keys() {
    if (!readable()) {
      throw new KeyMissingException();
    }
    if (!Files.exists(file)) {
      make();
    }
    return read();
  }

  private byte[] read() {
    try {
      byte[] keys = Files.readAllBytes(file);
      if (keys.length != 2 * KEY) {
        throw new KeyMissingException();
      }
      return keys;
    } catch (IOException unreadable) {
      throw new KeyMissingException();
    }
  }

  private void make() {
    byte[] keys = new byte[2 * KEY];
    RANDOM.nextBytes(keys);
    // whoever enters the first number at the same moment makes one too
    SecretFiles.keepFirst(file, keys);
  }
}
