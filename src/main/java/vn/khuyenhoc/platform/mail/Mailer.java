package vn.khuyenhoc.platform.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Hands plain letters to the mail server of the settings {@code khuyenhoc.mail.*}: {@code host},
 * {@code port} (587), {@code user}, {@code password}, {@code from}, {@code security} (STARTTLS, TLS
 * or NONE). Every wait has an end.
 */
@Component
public class Mailer {

  private static final String WAIT = "20000";

  /** How the connection is kept from being read. */
  public enum Security {
    /** Begun in plain text, then encrypted; nothing is sent where the server does not. */
    STARTTLS,
    /** Encrypted from the first byte. */
    TLS,
    /** Not at all: for a server on the same machine. */
    NONE
  }

  private final String host;
  private final int port;
  private final String user;
  private final String password;
  private final String from;
  private final Security security;
  private final Clock clock;

  /**
   * @param host the server; empty for none
   * @param port its port
   * @param user who signs in to it; empty for nobody
   * @param password with what
   * @param from whose letters they are; empty for the user's
   * @param security how the connection is kept from being read
   * @param clock for the dates of letters
   */
  public Mailer(
      @Value("${khuyenhoc.mail.host:}") String host,
      @Value("${khuyenhoc.mail.port:587}") int port,
      @Value("${khuyenhoc.mail.user:}") String user,
      @Value("${khuyenhoc.mail.password:}") String password,
      @Value("${khuyenhoc.mail.from:}") String from,
      @Value("${khuyenhoc.mail.security:STARTTLS}") Security security,
      Clock clock) {
    this.host = host;
    this.port = port;
    this.user = user;
    this.password = password;
    this.from = from.isEmpty() ? user : from;
    this.security = security;
    this.clock = clock;
  }

  /** Whether a server is named at all. */
  public boolean on() {
    return !host.isEmpty();
  }

  /** The server, as it is told in words: "mail.example.vn:587". */
  public String server() {
    return host + ":" + port;
  }

  /**
   * A letter in plain text.
   *
   * @param id its identity in the world, made before it is sent
   * @param to the address
   * @param subject one line
   * @param text what it says
   * @param headers more header lines by name
   */
  public record Letter(
      String id, String to, String subject, String text, Map<String, String> headers) {
    public Letter {
      headers = Map.copyOf(headers);
    }
  }

  /** The server did not take it: sending it again sends it once. */
  public static final class NotSent extends Exception {
    private static final long serialVersionUID = 1L;

    NotSent(Exception cause) {
      super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
  }

  /** Nobody knows whether the server took it: sending it again may send it twice. */
  public static final class Unsure extends Exception {
    private static final long serialVersionUID = 1L;

    Unsure(Exception cause) {
      super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
    }
  }

  /** Whether this reads as an address to which a letter can be sent. */
  public static boolean address(String typed) {
    try {
      InternetAddress[] read = InternetAddress.parse(typed, true);
      return read.length == 1
          && read[0].getAddress().equals(typed)
          && typed.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s.]{2,}")
          && StandardCharsets.US_ASCII.newEncoder().canEncode(typed);
    } catch (AddressException wrong) {
      return false;
    }
  }

  /**
   * Hands a letter over.
   *
   * @throws NotSent if the server did not take it
   * @throws Unsure if the connection broke before it answered
   */
  public void send(Letter letter) throws NotSent, Unsure {
    Session session = session();
    MimeMessage message;
    try {
      message = message(session, letter);
    } catch (MessagingException | UnsupportedEncodingException unfit) {
      throw new NotSent(unfit);
    }
    try (Transport transport = session.getTransport(security == Security.TLS ? "smtps" : "smtp")) {
      try {
        transport.connect();
      } catch (MessagingException unreachable) {
        throw new NotSent(unreachable);
      }
      try {
        transport.sendMessage(message, message.getAllRecipients());
      } catch (SendFailedException refused) {
        throw new NotSent(refused);
      } catch (MessagingException broken) {
        throw new Unsure(broken);
      }
    } catch (MessagingException closing) {
      // it was taken; only saying goodbye failed
      return;
    }
  }

  private MimeMessage message(Session session, Letter letter)
      throws MessagingException, UnsupportedEncodingException {
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + letter.id() + ">");
          }
        };
    message.setFrom(new InternetAddress(from));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
    message.setSubject(letter.subject(), "UTF-8");
    message.setText(letter.text(), "UTF-8");
    message.setHeader("Content-Transfer-Encoding", "quoted-printable");
    message.setHeader("Auto-Submitted", "auto-generated");
    for (Map.Entry<String, String> header : letter.headers().entrySet()) {
      message.setHeader(header.getKey(), header.getValue());
    }
    message.setSentDate(Date.from(clock.instant()));
    message.saveChanges();
    return message;
  }

  private Session session() {
    String protocol = security == Security.TLS ? "smtps" : "smtp";
    Properties properties = new Properties();
    String mail = "mail." + protocol + ".";
    properties.put(mail + "host", host);
    properties.put(mail + "port", String.valueOf(port));
    properties.put(mail + "connectiontimeout", WAIT);
    properties.put(mail + "timeout", WAIT);
    properties.put(mail + "writetimeout", WAIT);
    properties.put(mail + "ssl.checkserveridentity", "true");
    properties.put(mail + "auth", String.valueOf(!user.isEmpty()));
    if (security == Security.STARTTLS) {
      properties.put(mail + "starttls.enable", "true");
      properties.put(mail + "starttls.required", "true");
    }
    return Session.getInstance(
        properties,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(user, password);
          }
        });
  }
}
