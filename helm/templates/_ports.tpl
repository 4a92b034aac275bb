{{- define "passage.controlPort" -}}
{{- if .Values.controlPort -}}{{ int .Values.controlPort }}
{{- else if eq .Values.mode "sidecar" -}}21
{{- else -}}2121
{{- end -}}
{{- end -}}

{{/* Whether clients get the addresses of pods from the Service's name. */}}
{{- define "passage.isHeadless" -}}
{{- if and .Values.service.enabled (eq .Values.service.clusterIP "None") -}}true{{- end -}}
{{- end -}}

{{/* The port that clients of the Service dial: a headless one translates none. */}}
{{- define "passage.servicePort" -}}
{{- if include "passage.isHeadless" . -}}{{ include "passage.controlPort" . }}{{- else -}}{{ int .Values.service.port }}{{- end -}}
{{- end -}}

{{/* First port of a range such as 8192-8200, or the only one. Takes the text. */}}
{{- define "passage.first" -}}
{{- index (splitList "-" (toString .)) 0 | int -}}
{{- end -}}

{{- define "passage.last" -}}
{{- last (splitList "-" (toString .)) | int -}}
{{- end -}}

{{/* How many ports there are in a range. */}}
{{- define "passage.size" -}}
{{- sub (int (include "passage.last" .)) (int (include "passage.first" .)) | add1 -}}
{{- end -}}

{{/* All data ports, a line each; to be read by splitList. */}}
{{- define "passage.dataPorts" -}}
{{- $first := int (include "passage.first" .Values.dataPorts) -}}
{{- $last := int (include "passage.last" .Values.dataPorts) -}}
{{- join " " (untilStep $first (int (add1 $last)) 1) -}}
{{- end -}}

{{/* What clients are told in place of the data ports: the node ports. */}}
{{- define "passage.nodePortRange" -}}
{{- $first := int .Values.service.nodePorts.first -}}
{{- $last := sub (add $first (int (include "passage.size" .Values.dataPorts))) 1 -}}
{{- if eq $first (int $last) -}}{{ $first }}{{- else -}}{{ $first }}-{{ $last }}{{- end -}}
{{- end -}}

{{/* Seconds of a duration such as 25s or 5m. Takes the text. */}}
{{- define "passage.seconds" -}}
{{- $n := regexFind "^[0-9]+" . | int64 -}}
{{- if hasSuffix "m" . -}}{{ mul $n 60 }}
{{- else if hasSuffix "h" . -}}{{ mul $n 3600 }}
{{- else -}}{{ $n }}
{{- end -}}
{{- end -}}

{{/* Behind an NLB the time of its two health checks. */}}
{{- define "passage.drainDelay" -}}
{{- if ne .Values.drain.delay "auto" -}}{{ .Values.drain.delay }}
{{- else if and .Values.service.enabled (eq .Values.service.type "LoadBalancer") .Values.service.nlb.enabled -}}{{ mul 2 (int .Values.service.nlb.healthCheckInterval) }}s
{{- else -}}5s
{{- end -}}
{{- end -}}

{{/* How long a pod goes on after SIGTERM. */}}
{{- define "passage.drainSeconds" -}}
{{- add (int64 (include "passage.seconds" (include "passage.drainDelay" .))) (int64 (include "passage.seconds" .Values.drain.grace)) -}}
{{- end -}}

{{- define "passage.terminationSeconds" -}}
{{- if eq .Values.mode "lab" -}}30{{- else -}}{{ add (int64 (include "passage.drainSeconds" .)) 5 }}{{- end -}}
{{- end -}}
