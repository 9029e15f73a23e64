package vn.khuyenhoc.recognition;

import org.jspecify.annotations.Nullable;
import vn.khuyenhoc.criteria.LearningModel;

/**
 * Which titles a list shows.
 *
 * @param areaId of this area and everything below it
 * @param model of this model; null for every one
 * @param year of this assessment year; null for every one
 * @param state in this state on the day it is looked at; null for every one
 * @param query words of the name in any order, with or without accents, or a decision's number
 */
public record TitleFilter(
    int areaId,
    @Nullable LearningModel model,
    @Nullable Integer year,
    Title.@Nullable State state,
    String query) {}
