#!/bin/sh
# Makes the embedded model and the table of lemmas:
#
#	cmd/nlptrain/english.sh UD VECTORS RECORDS WORK
#
# UD        folder with ewt-train, ewt-dev, gum-open-train, gum-open-dev (.conllu)
# VECTORS   base of the word vectors: VECTORS.words, VECTORS.f16
# RECORDS   folder with records as text, in any depth (.txt)
# WORK      folder for checkpoints; a run that was broken off goes on from there
#
# About two hours on two cores. Run it at the top of the repository.
set -eu
UD=$1 VECTORS=$2 RECORDS=$3 WORK=$4
mkdir -p "$WORK"
go build -o "$WORK/nlptrain" ./cmd/nlptrain
go build -o "$WORK/demarche" ./cmd/demarche
common="-train $UD/ewt-train.conllu,$UD/gum-open-train.conllu -dev $UD/ewt-dev.conllu,$UD/gum-open-dev.conllu -vectors $VECTORS"

# Lemmas.
"$WORK/nlptrain" $common -lemmas extract/nlp/model/english.lemmas.tsv

# Two teachers: one of the size of the model, one with a layer more.
"$WORK/nlptrain" $common -checkpoint "$WORK/a" -epochs 30 -seed 1
"$WORK/nlptrain" $common -checkpoint "$WORK/b" -epochs 18 -until 14 -hidden 256 -layers 3 -tag-layer 1 -arc 256 -seed 11

# Silver: a third of the speeches of one year, half of the wrapped ones, a quarter of
# the general debate, one in forty resolutions; of these every second sentence. Only
# their tokens matter, since the teachers annotate them.
find "$RECORDS" -name '*.txt' | sort | awk '
	/security-council-2020/    { if (++a % 3 == 0) print; next }
	/security-council-wrapped/ { if (++b % 2 == 0) print; next }
	/general-debate/           { if (++c % 4 == 0) print; next }
	/resolutions/              { if (++d % 40 == 0) print }' |
	while IFS= read -r f; do "$WORK/demarche" annotate "$f"; done |
	awk 'BEGIN { RS = ""; ORS = "\n\n" } NR % 2 == 0' >"$WORK/silver.conllu"

# Two students, the second begun with the first and reading half of the silver; the
# model is their mean.
awk 'BEGIN { RS = ""; ORS = "\n\n" } NR % 2 == 1' "$WORK/silver.conllu" >"$WORK/silver2.conllu"
"$WORK/nlptrain" $common -silver "$WORK/silver.conllu" -silver-share 0.3 -teachers "$WORK/a,$WORK/b" -start "$WORK/a" \
	-checkpoint "$WORK/c" -epochs 14 -rate 0.0015 -seed 21
"$WORK/nlptrain" $common -silver "$WORK/silver2.conllu" -silver-share 0.2 -teachers "$WORK/a,$WORK/b,$WORK/c" -start "$WORK/c" \
	-checkpoint "$WORK/d" -epochs 6 -rate 0.0012 -seed 22
"$WORK/nlptrain" $common -average "$WORK/c,$WORK/d" -out extract/nlp/model/english.model
