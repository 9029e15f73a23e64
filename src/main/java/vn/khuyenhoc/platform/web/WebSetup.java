package vn.khuyenhoc.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;
import vn.khuyenhoc.platform.Actor;
import vn.khuyenhoc.platform.ForbiddenException;
import vn.khuyenhoc.platform.Right;

/** How every request runs: headers, CSRF, the door of rights, one transaction a page. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableWebSecurity
class WebSetup implements WebMvcConfigurer {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
          + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
          + "base-uri 'none'; frame-ancestors 'none'";

  private final Visits visits;

  WebSetup(Visits visits) {
    this.visits = visits;
  }

  @Bean
  SecurityFilterChain security(HttpSecurity http, Faults faults) {
    return http.csrf(csrf -> csrf.csrfTokenRepository(tokens()))
        .exceptionHandling(
            handling ->
                handling.accessDeniedHandler(
                    (request, response, refused) -> faults.stale(request, response)))
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                    .cacheControl(cache -> cache.disable()))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  /**
   * As long as a device may stay signed in: a tab that the browser opens again can still be sent.
   */
  static CookieCsrfTokenRepository tokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("kh_csrf");
    tokens.setCookieCustomizer(
        cookie ->
            cookie.httpOnly(true).sameSite("Lax").path("/").maxAge(ActorSource.BROWSERS_MOST));
    return tokens;
  }

  /** Who acts is known before anything else runs, also before a refusal of the CSRF check. */
  @Bean
  FilterRegistrationBean<Visits> visitsFirst() {
    FilterRegistrationBean<Visits> registration = new FilterRegistrationBean<>(visits);
    registration.setOrder(-110);
    return registration;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(visits);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new Door());
  }

  /** Lets in who holds the route's right; sends to sign-in who is nobody yet. */
  private static final class Door implements HandlerInterceptor {
    @Override
    public boolean preHandle(
        HttpServletRequest request, HttpServletResponse response, Object handler) {
      if (!(handler instanceof HandlerMethod method)
          || method.hasMethodAnnotation(OpenToAll.class)
          || method.getBeanType().getName().startsWith("org.springframework.boot.")) {
        return true;
      }
      Needs needs = method.getMethodAnnotation(Needs.class);
      if (needs == null) {
        throw new IllegalStateException("route without a right: " + method);
      }
      Actor actor = Visits.actor(request);
      if (actor == null) {
        String query = request.getQueryString();
        String back =
            request.getMethod().equals("GET")
                ? request.getRequestURI() + (query == null ? "" : "?" + query)
                : CameFrom.page(request);
        ResponseEntity<byte[]> answer = toSignIn(back);
        response.setStatus(answer.getStatusCode().value());
        response.setHeader("Location", String.valueOf(answer.getHeaders().getLocation()));
        return false;
      }
      if (!actor.holds(needs.value()) && !(needs.own() && actor.holds(Right.OWN_DOSSIER))) {
        throw new ForbiddenException(needs.value());
      }
      return true;
    }
  }

  /**
   * Leads to sign-in, and from there back.
   *
   * @param back path and query of a page of this site; empty for none
   */
  static ResponseEntity<byte[]> toSignIn(String back) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(
            "Location",
            back.isEmpty() || back.equals("/")
                ? "/sign-in"
                : "/sign-in?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8))
        .build();
  }

  /** Writes files of which a page only said what they are, when its transaction is over. */
  @Bean
  HttpMessageConverter<Downloads.Body> filesWhileTheyAreSent() {
    return new AbstractHttpMessageConverter<>(MediaType.ALL) {
      @Override
      protected boolean supports(Class<?> type) {
        return Downloads.Body.class.isAssignableFrom(type);
      }

      @Override
      public boolean canRead(Class<?> type, @Nullable MediaType media) {
        return false;
      }

      @Override
      protected Downloads.Body readInternal(
          Class<? extends Downloads.Body> type, HttpInputMessage input) {
        throw new UnsupportedOperationException("files are only sent");
      }

      @Override
      protected void writeInternal(Downloads.Body body, HttpOutputMessage output)
          throws IOException {
        body.writeTo(output.getBody());
      }
    };
  }

  /** A page is read in one transaction, so that all its figures are of one moment. */
  @Bean
  WebMvcRegistrations pagesInOneTransaction(PlatformTransactionManager manager) {
    TransactionTemplate reading = new TransactionTemplate(manager);
    reading.setReadOnly(true);
    reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    return new WebMvcRegistrations() {
      @Override
      public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new RequestMappingHandlerAdapter() {
          @Override
          protected ServletInvocableHandlerMethod createInvocableHandlerMethod(
              HandlerMethod method) {
            return new Reading(method, reading);
          }
        };
      }
    };
  }

  private static final class Reading extends ServletInvocableHandlerMethod {

    private final TransactionTemplate reading;
    private final boolean reads;

    Reading(HandlerMethod method, TransactionTemplate reading) {
      super(method);
      this.reading = reading;
      this.reads =
          method.hasMethodAnnotation(org.springframework.web.bind.annotation.GetMapping.class)
              && method.hasMethodAnnotation(Needs.class);
    }

    @Override
    protected @Nullable Object doInvoke(@Nullable Object... arguments) throws Exception {
      if (!reads) {
        return super.doInvoke(arguments);
      }
      try {
        @Nullable Object[] answer = new @Nullable Object[1];
        reading.executeWithoutResult(
            status -> {
              try {
                answer[0] = super.doInvoke(arguments);
              } catch (RuntimeException failure) {
                throw failure;
              } catch (Exception failure) {
                throw new Failed(failure);
              }
            });
        return answer[0];
      } catch (Failed failed) {
        throw failed.failure;
      }
    }
  }

  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Exception failure;

    Failed(Exception failure) {
      super(null, failure, false, false);
      this.failure = failure;
    }
  }
}
