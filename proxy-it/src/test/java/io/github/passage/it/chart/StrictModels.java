package io.github.passage.it.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads objects with Fabric8's models, and finds fields that Kubernetes does not know. The models keep those aside instead of
 * failing.
 */
final class StrictModels {
    private static final Map<String, Class<? extends HasMetadata>> MODELS = Stream.<Class<? extends HasMetadata>>of(
                    ConfigMap.class,
                    Deployment.class,
                    HorizontalPodAutoscaler.class,
                    NetworkPolicy.class,
                    Pod.class,
                    PodDisruptionBudget.class,
                    Secret.class,
                    Service.class,
                    ServiceAccount.class,
                    StatefulSet.class)
            .collect(Collectors.toMap(Class::getSimpleName, model -> model));

    private StrictModels() {}

    /** The object as Kubernetes knows it; empty if it is none of Kubernetes' own. */
    static Optional<HasMetadata> read(JsonNode object) {
        return Optional.ofNullable(MODELS.get(object.path("kind").asText())).map(model -> Rendering.as(object, model));
    }

    /** Paths of all fields in it that its model does not have. */
    static List<String> unknownFields(HasMetadata object) {
        List<String> unknown = new ArrayList<>();
        search(object, object.getKind(), unknown);
        return unknown;
    }

    private static void search(Object value, String path, List<String> unknown) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((key, each) -> search(each, path + "." + key, unknown));
            case Collection<?> all -> all.forEach(each -> search(each, path + "[]", unknown));
            case Object model
            when model.getClass().getName().startsWith("io.fabric8.") && !(model instanceof Enum) -> {
                for (Method getter : model.getClass().getMethods()) {
                    searchGetter(model, getter, path, unknown);
                }
            }
            default -> {
                // Text or a number.
            }
        }
    }

    private static void searchGetter(Object model, Method getter, String path, List<String> unknown) {
        if (getter.getParameterCount() > 0
                || !getter.getName().startsWith("get")
                || getter.getName().equals("getClass")
                || Modifier.isStatic(getter.getModifiers())) {
            return;
        }
        try {
            Object value = getter.invoke(model);
            if (getter.getName().equals("getAdditionalProperties")) {
                ((Map<?, ?>) value).keySet().forEach(key -> unknown.add(path + "." + key));
            } else if (value != null) {
                search(value, path + "." + getter.getName().substring("get".length()), unknown);
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(getter.toString(), e);
        }
    }
}
