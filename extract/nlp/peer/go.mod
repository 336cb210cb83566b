module github.com/demarche-kg/demarche/extract/nlp/peer

go 1.26.0

require (
	github.com/demarche-kg/demarche v0.0.0
	github.com/jdkato/prose/v3 v3.2.3
)

require (
	golang.org/x/sys v0.49.0 // indirect
	gopkg.in/neurosnap/sentences.v1 v1.0.6 // indirect
)

replace github.com/demarche-kg/demarche => ../../..
