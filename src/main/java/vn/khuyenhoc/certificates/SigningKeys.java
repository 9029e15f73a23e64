package vn.khuyenhoc.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.Journal;
import vn.khuyenhoc.platform.SecretFiles;

/**
 * The keys of square codes. The first is made when the first code is signed; each signs for three
 * years and its codes can be checked for ever after. The private half lies beside the files,
 * readable by the product's account alone, and goes into every backup; one that was lost is
 * succeeded by another, and what it signed can still be checked.
 */
@Component
class SigningKeys {

  private static final int YEARS = 3;
  private static final int LOCK = 7029;

  private final Path folder;
  private final JdbcClient jdbc;
  private final Journal journal;
  private final Clock clock;
  private final TransactionTemplate alone;

  SigningKeys(
      @Value("${khuyenhoc.files}") Path files,
      JdbcClient jdbc,
      Journal journal,
      Clock clock,
      PlatformTransactionManager manager) {
    this.folder = files.resolve("keys");
    this.jdbc = jdbc;
    this.journal = journal;
    this.clock = clock;
    this.alone = new TransactionTemplate(manager);
    this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** A key that can sign. */
  record Signer(String id, PrivateKey key, LocalDate today) {

    /** The text of a certificate's square code, after the address. */
    String text(Certificate certificate) {
      return CodePayload.of(certificate, id, today).signed(key);
    }
  }

  /** All public keys, the latest first. */
  List<PublishedKey> all() {
    return jdbc.sql(
            """
            select key_id, public_key, used_from, used_until from certificates.signing_key
             order by used_from desc, used_until desc, made_at desc
            """)
        .query(
            (row, number) ->
                new PublishedKey(
                    row.getString(1),
                    row.getBytes(2),
                    row.getObject(3, LocalDate.class),
                    row.getObject(4, LocalDate.class)))
        .list();
  }

  /** The public key of an id. */
  Optional<PublishedKey> byId(String id) {
    return all().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** The key that signs today, made where there is none. */
  Signer signer(@Nullable Actor actor) {
    return usable()
        .orElseGet(
            () ->
                alone.execute(
                    status -> {
                      lock();
                      return usable().orElseGet(() -> make(actor));
                    }));
  }

  /** Ends the use of the present key and makes another one. */
  Signer rotate(@Nullable Actor actor) {
    return alone.execute(
        status -> {
          lock();
          jdbc.sql(
                  """
                  update certificates.signing_key set used_until = greatest(used_from, :today)
                   where used_until > :today
                  """)
              .param("today", Date.valueOf(today()))
              .update();
          return make(actor);
        });
  }

  /** Keys in use whose private half is not where it was: what they signed can still be checked. */
  List<String> missing() {
    LocalDate today = today();
    return all().stream()
        .filter(key -> key.usedOn(today) && privateHalf(key.id()).isEmpty())
        .map(PublishedKey::id)
        .toList();
  }

  private Optional<Signer> usable() {
    LocalDate today = today();
    return all().stream()
        .filter(key -> key.usedOn(today))
        .flatMap(
            key -> privateHalf(key.id()).map(half -> new Signer(key.id(), half, today)).stream())
        .findFirst();
  }

  private void lock() {
    jdbc.sql("select pg_advisory_xact_lock(:lock, 0)")
        .param("lock", LOCK)
        .query((row, number) -> 0)
        .list();
  }

  private Optional<PrivateKey> privateHalf(String id) {
    try {
      return Optional.of(
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(file(id)))));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (GeneralSecurityException unsound) {
      return Optional.empty();
    }
  }

  private Path file(String id) {
    return folder.resolve("certificate-" + id + ".key");
  }

  private Signer make(@Nullable Actor actor) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] raw = PublishedKey.raw(pair.getPublic());
      String id =
          HexFormat.of()
              .formatHex(Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(raw), 4));
      SecretFiles.keep(file(id), pair.getPrivate().getEncoded());
      LocalDate today = today();
      jdbc.sql(
              """
              insert into certificates.signing_key (key_id, public_key, used_from, used_until, made_at)
              values (:id, :raw, :from, :until, :at)
              """)
          .param("id", id)
          .param("raw", raw)
          .param("from", Date.valueOf(today))
          .param("until", Date.valueOf(today.plusYears(YEARS)))
          .param("at", Timestamp.from(clock.instant()))
          .update();
      if (actor != null) {
        journal.write(
            actor, "certificate.key", "certificate-key/" + id, null, java.util.Map.of("key", id));
      }
      return new Signer(id, pair.getPrivate(), today);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }
}
