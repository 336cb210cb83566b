// Package schema holds the nouns of Demarche: Record, Speech, Entity,
// Position and what they are made of. It knows no technology and imports the
// standard library only; every other package may import it.
//
// One position is one stance of one holder toward one target, as one passage
// of a record says it. Its JSON form, one object a line, is what the stages of
// the pipeline hand to each other and what users keep:
//
//	{"id":"…","record":"S/PV.5881","holder":"KAZ","stance":"supports","side":"+",
//	 "target":"the United Kingdom's initiative on universal standards …", …}
//
// A field that is missing in JSON has its zero value.
package schema
