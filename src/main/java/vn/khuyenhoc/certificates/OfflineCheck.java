package vn.khuyenhoc.certificates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khuyenhoc.platform.Arguments;
import vn.khuyenhoc.platform.web.Languages;
import vn.khuyenhoc.platform.web.Texts;

/**
 * {@code certificates check TEXT --keys FILE}: whether the text of a square code was signed by one
 * of the published keys, without a network and without a database. What was revoked later only the
 * page knows. 0 genuine, 1 not, 2 wrongly called.
 */
public final class OfflineCheck {

  private OfflineCheck() {}

  /**
   * Runs the command.
   *
   * @param arguments what was typed after {@code certificates check}
   * @param today the day on which validity is judged
   */
  public static int run(Arguments arguments, LocalDate today) {
    Texts t = new Languages().vietnamese();
    Optional<String> text = arguments.word(0);
    Optional<String> file = arguments.option("keys");
    if (text.isEmpty() || file.isEmpty()) {
      System.err.println(t.t("verify.offline.usage"));
      return 2;
    }
    List<PublishedKey> keys;
    try {
      keys = keys(Files.readString(Path.of(file.get())));
    } catch (IOException | JacksonException | IllegalArgumentException unreadable) {
      System.err.println(t.t("verify.offline.no-keys", file.get()));
      return 2;
    }
    String bare = text.get().strip();
    Optional<CodePayload.Read> read = CodePayload.read(bare.substring(bare.lastIndexOf('/') + 1));
    if (read.isEmpty()) {
      System.out.println(t.t("verify.offline.none"));
      return 1;
    }
    CodePayload payload = read.get().payload();
    Optional<PublishedKey> key =
        keys.stream().filter(one -> one.id().equals(payload.keyId())).findFirst();
    if (key.isEmpty()) {
      System.out.println(t.t("verify.offline.unknown-key", payload.keyId()));
      return 1;
    }
    if (!read.get().by(key.get().key())) {
      System.out.println(t.t("verify.offline.wrong"));
      return 1;
    }
    if (!key.get().usedOn(payload.signedOn())) {
      System.out.println(
          t.t(
              "verify.offline.key-out-of-use",
              t.date(payload.signedOn()),
              t.date(key.get().from()),
              t.date(key.get().until())));
      return 1;
    }
    LocalDate until = payload.validUntil();
    boolean expired = until != null && until.isBefore(today);
    System.out.println(
        until != null && expired
            ? t.t("verify.offline.expired", t.date(until))
            : t.t("verify.offline.genuine"));
    System.out.println(
        t.t(
            "verify.offline.says",
            payload.number(),
            payload.issuerCode(),
            payload.titleCode(),
            payload.name(),
            t.date(payload.validFrom()),
            until == null ? t.t("certificates.no-end") : t.date(until),
            CertificateCode.grouped(payload.code())));
    System.out.println(t.t("verify.offline.limits"));
    return expired ? 1 : 0;
  }

  private static List<PublishedKey> keys(String set) {
    List<PublishedKey> keys = new ArrayList<>();
    for (JsonNode one : JsonMapper.builder().build().readTree(set).path("keys")) {
      if (one.path("crv").asString("").equals("Ed25519")) {
        keys.add(
            new PublishedKey(
                one.path("kid").asString(""),
                Base64.getUrlDecoder().decode(one.path("x").asString("")),
                day(one.path("nbf").asLong(0)),
                day(one.path("exp").asLong(Integer.MAX_VALUE))));
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no key of Ed25519");
    }
    return keys;
  }

  private static LocalDate day(long seconds) {
    return Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC).toLocalDate();
  }
}
