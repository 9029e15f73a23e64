package vn.khuyenhoc.criteria;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import vn.khuyenhoc.platform.Right;
import vn.khuyenhoc.platform.web.Crumb;
import vn.khuyenhoc.platform.web.Needs;
import vn.khuyenhoc.platform.web.Segment;
import vn.khuyenhoc.platform.web.Views;
import vn.khuyenhoc.platform.web.Visit;

/** The documents that criteria and procedures rest on, and the sheets to print. */
@Controller
class LibraryPages {

  private final CriteriaSets sets;
  private final Guides guides;
  private final Views views;
  private final List<SourceDocument> documents = documents();

  LibraryPages(CriteriaSets sets, Guides guides, Views views) {
    this.sets = sets;
    this.guides = guides;
    this.views = views;
  }

  /** All of them, as the file says. */
  static List<SourceDocument> documents() {
    try (InputStream file =
        Objects.requireNonNull(LibraryPages.class.getResourceAsStream("/library/sources.yaml"))) {
      List<SourceDocument> documents = new ArrayList<>();
      for (JsonNode one : YAMLMapper.builder().build().readTree(file)) {
        documents.add(
            new SourceDocument(
                one.path("id").stringValue(),
                one.path("number").stringValue(),
                one.path("date").stringValue(),
                one.path("issuer").stringValue(),
                texts(one.path("models")).stream().map(LearningModel::valueOf).toList(),
                one.path("governs").stringValue(),
                texts(one.path("verified")),
                texts(one.path("unverified")),
                one.path("url").stringValue()));
      }
      return List.copyOf(documents);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.stringValue()));
    return texts;
  }

  @Needs(Right.SIGNED_IN)
  @GetMapping("/library")
  ResponseEntity<byte[]> show(Visit visit, @RequestParam(defaultValue = "") String model) {
    @Nullable LearningModel chosen =
        Arrays.stream(LearningModel.values())
            .filter(one -> one.name().equals(model))
            .findFirst()
            .orElse(null);
    List<Segment> choice = new ArrayList<>();
    choice.add(new Segment(visit.t().t("library.all"), "/library", chosen == null));
    for (LearningModel one : LearningModel.values()) {
      if (documents.stream().anyMatch(document -> document.models().contains(one))) {
        choice.add(
            new Segment(
                visit.t().t(one.messageKey(one.levels().getFirst())),
                "/library?model=" + one,
                one == chosen));
      }
    }
    boolean reads = visit.actor().holds(Right.CRITERIA_READ);
    List<SetLine> printable =
        (reads ? sets.list(visit.actor(), SetFilter.NOW) : List.<SetLine>of())
            .stream()
                .filter(one -> one.status() == SetStatus.IN_FORCE)
                .filter(one -> Optional.ofNullable(chosen).map(one.model()::equals).orElse(true))
                .toList();
    List<Guide> own =
        guides.list(visit.actor()).stream()
            .filter(
                one ->
                    chosen == null || one.entry().model() == null || one.entry().model() == chosen)
            .toList();
    return views.html(
        "criteria/library",
        visit.page(
            visit.t().t("library.title"),
            "criteria",
            reads
                ? List.of(
                    new Crumb(visit.t().t("criteria.title"), "/criteria"),
                    new Crumb(visit.t().t("library.title"), null))
                : List.of(new Crumb(visit.t().t("library.title"), null))),
        Map.of(
            "reads",
            reads,
            "choice",
            choice,
            "documents",
            documents.stream().filter(one -> chosen == null || one.about(chosen)).toList(),
            "sets",
            printable,
            "own",
            own,
            "kept",
            own.stream()
                .filter(one -> guides.keeps(visit.actor(), one))
                .map(Guide::id)
                .collect(Collectors.toSet()),
            "keeps",
            visit.actor().holds(Right.GUIDANCE_KEEP)));
  }
}
