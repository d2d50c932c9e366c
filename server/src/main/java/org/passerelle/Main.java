package org.passerelle;
public class Main { }
