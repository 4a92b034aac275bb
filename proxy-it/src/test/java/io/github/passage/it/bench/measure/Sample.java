package io.github.passage.it.bench.measure;

/**
 * One figure.
 *
 * @param round from 0
 * @param subject by name
 * @param value in the metric's unit
 */
public record Sample(int round, String subject, Metric metric, double value) {}
