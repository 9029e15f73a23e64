package vn.khuyenhoc.certificates;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the square code says beside the address: enough to read a certificate where there is no
 * network, and no more. Signed with Ed25519 (RFC 8032) over {@link #CONTEXT} and the bytes before
 * the signature.
 *
 * @param keyId the key it was signed with, eight hexadecimal digits
 * @param signedOn the day it was signed, which must lie within the use of the key
 * @param code the public code, without dashes
 * @param number the number as printed
 * @param issuerCode who issued: UBND-03646
 * @param titleCode what: GDHT
 * @param name whose, as strangers see it
 * @param validFrom first day
 * @param validUntil last day; null for no end
 */
record CodePayload(
    String keyId,
    LocalDate signedOn,
    String code,
    String number,
    String issuerCode,
    String titleCode,
    String name,
    LocalDate validFrom,
    @Nullable LocalDate validUntil) {

  /** What is signed before the bytes themselves, so that a signature serves nothing else. */
  static final byte[] CONTEXT = "khuyenhoc certificate 1\n".getBytes(StandardCharsets.US_ASCII);

  private static final int VERSION = 1;
  private static final int SIGNATURE = 64;
  private static final int LONGEST_NAME = 60;
  private static final int NEVER = 0xFFFF;
  private static final LocalDate ZERO = LocalDate.of(2020, 1, 1);

  /** What a certificate says in its square code. */
  static CodePayload of(Certificate certificate, String keyId, LocalDate signedOn) {
    return new CodePayload(
        keyId,
        signedOn,
        certificate.code(),
        certificate.number(),
        certificate.series().issuerCode(),
        certificate.batch().titleCode(),
        certificate.masked(),
        certificate.validFrom(),
        certificate.validUntil());
  }

  /** The text that stands in the square code after the address. */
  String signed(PrivateKey key) {
    byte[] bytes = bytes();
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(CONTEXT);
      signature.update(bytes);
      byte[] whole = Arrays.copyOf(bytes, bytes.length + SIGNATURE);
      System.arraycopy(signature.sign(), 0, whole, bytes.length, SIGNATURE);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** A text of a square code, taken apart; nothing is verified yet. */
  @SuppressWarnings("ArrayRecordComponent")
  record Read(CodePayload payload, byte[] signed, byte[] signature) {

    /** Whether the holder of this key signed it. */
    boolean by(PublicKey key) {
      try {
        Signature verifying = Signature.getInstance("Ed25519");
        verifying.initVerify(key);
        verifying.update(CONTEXT);
        verifying.update(signed);
        return verifying.verify(signature);
      } catch (GeneralSecurityException unsound) {
        return false;
      }
    }
  }

  /** Takes a text apart; empty where it is none of ours. */
  static Optional<Read> read(String text) {
    try {
      byte[] whole = Base64.getUrlDecoder().decode(text);
      if (whole.length <= SIGNATURE || whole[0] != VERSION) {
        return Optional.empty();
      }
      byte[] signed = Arrays.copyOf(whole, whole.length - SIGNATURE);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(signed));
      in.readByte();
      byte[] key = new byte[4];
      in.readFully(key);
      LocalDate signedOn = ZERO.plusDays(in.readUnsignedShort());
      LocalDate from = ZERO.plusDays(in.readUnsignedShort());
      int until = in.readUnsignedShort();
      String code = CertificateCode.unpacked(in.readLong());
      CodePayload payload =
          new CodePayload(
              HexFormat.of().formatHex(key),
              signedOn,
              code,
              text(in),
              text(in),
              text(in),
              text(in),
              from,
              until == NEVER ? null : ZERO.plusDays(until));
      return in.available() > 0
          ? Optional.empty()
          : Optional.of(
              new Read(
                  payload,
                  signed,
                  Arrays.copyOfRange(whole, whole.length - SIGNATURE, whole.length)));
    } catch (IllegalArgumentException | IOException none) {
      return Optional.empty();
    }
  }

  private byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.write(HexFormat.of().parseHex(keyId));
      out.writeShort(days(signedOn));
      out.writeShort(days(validFrom));
      out.writeShort(validUntil == null ? NEVER : days(validUntil));
      out.writeLong(CertificateCode.packed(code));
      text(out, number);
      text(out, issuerCode);
      text(out, titleCode);
      text(out, name);
    } catch (IOException never) {
      throw new UncheckedIOException(never);
    }
    return bytes.toByteArray();
  }

  private static int days(LocalDate day) {
    return (int) Math.clamp(ChronoUnit.DAYS.between(ZERO, day), 0, NEVER - 1);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    String shortened = text;
    byte[] bytes = shortened.getBytes(StandardCharsets.UTF_8);
    while (bytes.length > LONGEST_NAME) {
      shortened = shortened.substring(0, shortened.offsetByCodePoints(shortened.length(), -1));
      bytes = shortened.getBytes(StandardCharsets.UTF_8);
    }
    out.writeByte(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readUnsignedByte()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
